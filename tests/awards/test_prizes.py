"""Setting a contest's prizes: against the budget, and never over somebody else's head."""

import re

import pytest

from awards.actions.plans import return_plan
from awards.actions.prizes import MoreThanTheBudget, PrizeLine, TooMuch, set_prizes
from awards.queries.prizes import prizes_of
from contest.actions.challenges import publish_challenge
from contest.core.actions import Refusal
from tests.awards.proposing import MILLION, approve, give_prizes, propose
from tests.contest.challenges import an_approved
from tests.contest.test_contests import announced

ROW = {"prizes-0-name": "一等奖", "prizes-0-seats": "4", "prizes-0-amount": "100"}


def names(world, contest=None):
    return [prize.name for prize in prizes_of((contest or world.contest).id)]


def test_who_saves_second_is_told_keeps_what_was_typed_and_then_decides(world, visit):
    client, page = visit(world.organizer), f"/contests/{world.contest.id}/prizes/edit"
    seen = seen_in(client.get(page).text)
    lines = [PrizeLine("特等奖", 1, MILLION)]
    set_prizes(world.contest, by=world.second_organizer, lines=lines)

    told = client.post(page, data=ROW | {"version": seen})
    kept = names(world)
    saved = client.post(page, data=ROW | {"version": seen_in(told.text)})

    assert told.status_code == 409
    assert "特等奖 · 1 · 100" in told.text
    assert 'value="一等奖"' in told.text
    assert (kept, saved.status_code, names(world)) == (["特等奖"], 302, ["一等奖"])


def seen_in(page):
    return re.search(r'name="version" type="hidden" value="(\w{64})"', page)[1]


def test_more_than_the_budget_over_all_challenges_has_to_be_acknowledged(world):
    contest = announced(world)
    for title in ("盾构渣土", "夜间调车"):
        challenge = an_approved(world, contest=contest, title=title)
        publish_challenge(challenge, by=world.organizer)
    lines = [PrizeLine("一等奖", 6, MILLION)]

    with pytest.raises(MoreThanTheBudget, match="按现有 2 个榜单合计 1,200"):
        set_prizes(contest, by=world.organizer, lines=lines)
    set_prizes(contest, by=world.organizer, lines=lines, acknowledged=True)

    assert names(world, contest) == ["一等奖"]


@pytest.mark.sqlite_only  # page text
def test_the_page_shows_both_sums_against_the_budget(world, visit):
    set_prizes(world.contest, by=world.organizer, lines=[PrizeLine("一等奖", 4, MILLION)])

    page = visit(world.organizer).get(f"/contests/{world.contest.id}/prizes/").text

    assert ">每个榜单</span>" in page
    assert ">按现有 1 个榜单</span>" in page
    assert page.count("合计 400.00 / 预算 500.00 万元") >= 2


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([("一等奖", 1, MILLION + 1)], "不超过 100 万元"),
        ([("一等奖", 6, MILLION)], "超过预算 500.00 万元"),
        ([("二等奖", 1, 1), ("一等奖", 1, 2)], "从高到低"),
        ([("一等奖", 1, 2), ("一等奖", 1, 1)], "不能重复"),
    ],
)
def test_prizes_that_must_not_be_are_refused(world, lines, words):
    with pytest.raises(Refusal) as refused:
        give_prizes(world, *lines)

    assert words in str(refused.value)
    assert prizes_of(world.contest.id) == []


def test_the_cap_is_the_policys(world):
    give_prizes(world, ("一等奖", 5, MILLION))

    with pytest.raises(TooMuch):
        give_prizes(world, ("一等奖", 1, MILLION + 1))


def test_prizes_are_fixed_once_awards_are_approved(ready):
    approve(ready, propose(ready))

    with pytest.raises(Refusal, match="奖项不能再改"):
        give_prizes(ready, ("一等奖", 1, 1))


def test_prizes_stay_as_they_are_while_a_plan_waits(ready):
    propose(ready)

    with pytest.raises(Refusal, match="请先批准或退回该方案"):
        give_prizes(ready, ("一等奖", 2, MILLION))

    assert [prize.seats for prize in prizes_of(ready.contest.id)] == [1, 1]


def test_a_plan_returned_for_its_prizes_is_made_anew_by_better_ones(ready):
    plan = propose(ready)
    return_plan(plan, by=ready.second_organizer, reason="只设一个奖项")

    give_prizes(ready, ("特等奖", 1, 80_000_000))
    again = propose(ready)

    assert [line.amount_fen for line in again.lines] == [80_000_000, 0]
    assert [line.amount_fen for line in plan.lines] == [MILLION, 60_000_000]


def test_prizes_may_change_places_and_come_back(world):
    give_prizes(world, ("一等奖", 1, 3), ("二等奖", 2, 2))
    give_prizes(world, ("二等奖", 1, 3))
    give_prizes(world, ("二等奖", 1, 3), ("一等奖", 4, 2))

    assert [(p.name, p.seats) for p in prizes_of(world.contest.id)] == [
        ("二等奖", 1),
        ("一等奖", 4),
    ]


@pytest.mark.parametrize(("role", "offered"), [("organizer", True), ("supervisor", False)])
def test_only_who_may_set_prizes_is_led_there(world, visit, role, offered):
    client, page = visit(getattr(world, role)), f"/contests/{world.contest.id}/prizes/"

    without = client.get(page).text
    give_prizes(world, ("一等奖", 1, MILLION))

    assert [f"{page}edit" in text for text in (without, client.get(page).text)] == [offered] * 2
