"""The pages of judges' statistics: what is too little to tell, and from any figure to its marks."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from judging.actions import editions
from judging.models import TieDecision, TieMethod
from judging.queries.counted import counted_of, heard_in
from judging.states import BallotState
from tests.judging.counting import add_entry, add_judge, mark, mark_all, rule, set_contest


def compute(world):
    return editions.compute_edition(world.contest, by=world.organizer, reason="照此计算")


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def crowd(world, entries=8):
    """Let three judges mark so many entries; the third gives two points more on each line."""
    third = add_judge(world, "third")
    more = [add_entry(world, f"more{number}") for number in range(entries - 2)]
    for number, entry in enumerate((world.entry, world.rival_entry, *more)):
        low, high = 8 + number / 2, 10 + number / 2
        for judge in (world.judge, world.other_judge):
            mark(world, entry, judge, f"{low} {low} {low}")
        mark(world, entry, third, f"{high} {high} {high}")
    return third


def page(client, edition, rest=""):
    return client.get(f"/editions/{edition.id}/judges{rest}")


def test_of_a_few_entries_it_says_that_nothing_can_be_told(world, visit):
    mark_all(world)

    text = words_of(page(visit(world.supervisor), compute(world)).text)

    assert text.count("不足以判断") == 1 + 1 + 2 * 4  # the page's own words, a panel, two judges
    assert "偏" not in text


def test_a_lenient_judge_is_told_with_an_interval(world, visit):
    crowd(world)

    text = words_of(page(visit(world.organizer), compute(world)).text)

    assert "third 先生 8 6.00 [6.00，6.00] 偏宽" in text
    assert "第一评审组 3 8 1.00 [1.00，1.00] 次序大体一致" in text


def test_the_contest_sets_how_few_are_too_few(world, visit):
    crowd(world)
    set_contest(world.contest, fewest_compared=9)

    assert "偏宽" not in page(visit(world.organizer), compute(world)).text


@pytest.mark.parametrize("entries", [8, 12])
def test_the_page_costs_the_same_however_many_entries(world, visit, queries, entries):
    crowd(world, entries)
    path, client = f"/editions/{compute(world).id}/judges", visit(world.organizer)

    with queries() as made:
        text = client.get(path).text

    assert f'<td class="num">{entries}</td>' in text
    assert len(made) == 9


def test_a_judges_page_lists_every_entry_beside_the_others(world, visit):
    third = crowd(world)
    edition = compute(world)

    text = page(visit(world.supervisor), edition, f"/{third.id}").text

    assert "1 entry 的方案" in words_of(text)
    assert words_of(text).count(" 6.00 ") == 8 + 1  # each difference, and the mean of all
    assert f"/editions/{edition.id}/entries/{world.entry.id}" in text


def test_there_is_no_page_of_whoever_marked_nothing(world, visit):
    mark_all(world)
    idle = add_judge(world, "idle")

    assert page(visit(world.organizer), compute(world), f"/{idle.id}").status_code == 404


def test_marks_that_do_not_give_the_edition_any_more_give_no_figures(world, visit):
    third = crowd(world)
    edition = compute(world)
    mark(world, world.entry, world.judge, "1 1 1")
    client = visit(world.organizer)

    for rest in ("", f"/{third.id}"):
        assert "已不能由现有的评分得出" in page(client, edition, rest).text
        assert "偏宽" not in page(client, edition, rest).text


def test_a_ballot_made_void_since_is_still_what_the_edition_was_counted_from(world):
    mark_all(world)
    edition = compute(world)
    mark(world, world.entry, world.judge, "18 35 34", state=BallotState.VOID)

    counted = counted_of(edition)

    assert counted.agrees
    assert counted.roll.ballots[world.entry.id][world.judge.id]["cost"] == Decimal(34)


def test_a_lot_is_read_from_the_places_that_followed_from_it(world):
    rule(world, ties=["lot"])
    mark_all(world)
    for judge in (world.judge, world.other_judge):
        mark(world, world.entry, judge, "15 30 30")
        mark(world, world.rival_entry, judge, "15 30 30")
    decide(world)

    assert counted_of(compute(world)).agrees


def decide(world):
    with acting("test.drawn", world.contest, by=None):
        db.session.add(
            TieDecision(
                contest_id=world.contest.id,
                method=TieMethod.LOT,
                order=[world.rival_entry.id, world.entry.id],
                reason="抽签",
                at=clock.now(),
                by_id=world.organizer.id,
            )
        )


def test_entries_are_in_the_order_they_were_heard(world):
    heard = heard_in(world.contest.id)

    assert heard.order == (world.entry.id, world.rival_entry.id)
    assert [(one.panel, one.entries) for one in heard.hearings] == [("第一评审组", heard.order)]
