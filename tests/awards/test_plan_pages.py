"""The pages of a plan: what its approver sees, and what happens in a second tab."""

import re
from decimal import Decimal

import pytest

from awards.actions.plans import return_plan
from awards.models import FollowUp, FollowUpKind, PlanLine
from awards.outcomes import Reason
from awards.queries.plans import open_plan
from awards.rankings import rankings_of
from awards.states import FollowUpState, PlanState
from contest.core.actions import acting
from contest.core.db import db
from contest.models import RankingScope
from contest.passwords import hashed
from tests.awards.proposing import (
    MILLION,
    approve,
    awards,
    give_prizes,
    propose,
    publish,
    the_plan,
)

PASSWORD = "Correct-horse-1"


@pytest.fixture
def plan(world):
    with acting("test.password", world.second_organizer, by=None):
        world.second_organizer.password_hash = hashed(PASSWORD)
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)
    return propose(world)


def text_of(page):
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def line(entry, score, *, prize=None, reason=Reason.SEATS_USED_UP):
    return PlanLine(
        entry_id=entry, place=entry, score=Decimal(score), prize_id=prize, reason_code=reason
    )


def gaps(*lines):
    return [str(ranked.gap) for one in rankings_of(lines, {}) for ranked in one.lines]


def test_the_award_line_runs_once_below_the_last_award():
    lines = [line(1, 90, prize=7), line(2, 88), line(3, 85, prize=8), line(4, 80), line(5, 70)]

    assert gaps(*lines) == ["None", "None", "None", "5", "None"]


def test_an_award_of_an_earlier_plan_stands_above_the_line():
    assert gaps(line(1, 90, reason=Reason.ALREADY_AWARDED), line(2, 88)) == ["None", "2"]


def test_where_nobody_or_everybody_wins_there_is_no_line():
    assert gaps(line(1, 90), line(2, 88)) == ["None", "None"]
    assert gaps(line(1, 90, prize=7), line(2, 88, prize=7)) == ["None", "None"]


def test_the_page_shows_how_each_entry_was_judged(world, visit, plan):
    page = visit(world.second_organizer).get(f"/plans/{plan.id}").text

    shown = text_of(page)
    assert "2 位有效 · 1 位回避 89.30 技术 59.30 商务 30.00 100.00" in shown
    assert "奖励线：其后项目未获奖。与奖励线相差 9.30 分" in shown
    assert page.count("<circle") == 4
    assert f"方案摘要 {plan.digest[:4]} {plan.digest[4:8]}" in shown


def test_each_challenge_heads_its_own_ranking(world, visit, plan):
    assert world.contest.ranking_scope is RankingScope.CHALLENGE

    page = visit(world.second_organizer).get(f"/plans/{plan.id}").text

    assert re.findall(r'scope="rowgroup"[^>]*>(.*?)</th>', page) == [world.challenge.title]


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_what_is_proposed_can_be_taken_away(world, visit, plan, kind, start):
    answer = visit(world.supervisor).get(f"/plans/{plan.id}/list.{kind}")

    assert answer.data.startswith(start)


def test_guessing_at_the_password_of_an_approver_takes_longer_and_longer(world, visit, plan):
    client = visit(world.second_organizer)
    guess = {"digest": plan.digest, "password": "guess"}
    for _ in range(5):
        client.post(f"/plans/{plan.id}/approval", data=guess)

    right = client.post(f"/plans/{plan.id}/approval", data={**guess, "password": PASSWORD})

    assert right.status_code == 422
    assert "失败次数过多" in right.text
    assert awards(world) == []


@pytest.mark.parametrize("deed", ["approval", "return"])
def test_a_second_tab_is_told_that_the_plan_was_decided_meanwhile(world, visit, plan, deed):
    client, digest = visit(world.second_organizer), plan.digest
    return_plan(plan, by=world.organizer, reason="先行退回")

    typed = {"digest": digest, "password": PASSWORD, "reason": "金额须再核对"}
    answer = client.post(f"/plans/{plan.id}/{deed}", data=typed)

    assert answer.status_code == 409
    assert "方案与您看到的不一致，或已被处理" in answer.text
    assert ("金额须再核对" in answer.text) == (deed == "return")
    assert the_plan(world).return_reason == "先行退回"


def test_who_proposed_is_told_why_they_cannot_approve(world, visit, plan):
    with acting("test.password", world.organizer, by=None):
        world.organizer.password_hash = hashed(PASSWORD)

    answer = visit(world.organizer).post(
        f"/plans/{plan.id}/approval", data={"digest": plan.digest, "password": PASSWORD}
    )

    assert answer.status_code == 422
    assert "拟定人不能批准自己拟定的方案" in answer.text


def test_a_note_too_long_is_refused_and_kept(world, visit, plan):
    note = "长" * 501

    answer = visit(world.organizer).post(f"/contests/{world.contest.id}/plans", data={"note": note})

    assert answer.status_code == 422
    assert "最多 500 个字" in answer.text
    assert note in answer.text
    assert open_plan(world.contest.id).id == plan.id


def test_a_refused_proposal_keeps_its_note(world, visit):
    answer = visit(world.organizer).post(
        f"/contests/{world.contest.id}/plans", data={"note": "请核对"}
    )

    assert answer.status_code == 422
    assert "排名尚未发布" in answer.text
    assert "请核对" in answer.text


@pytest.fixture
def follow_up(world, plan):
    approve(world, plan)
    of_contest = {"contest_id": world.contest.id, "kind": FollowUpKind.SUBSIDY}
    return db.session.query(FollowUp).filter_by(**of_contest).first()


def decide(client, follow_up, *, version, granted="yes", reason="涉及技术攻关"):
    typed = {"version": version, "granted": granted, "reason": reason}
    return client.post(f"/follow-ups/{follow_up.id}", data=typed)


def test_a_decision_and_its_reason_stand_beside_the_award(world, visit, follow_up):
    decide(visit(world.organizer), follow_up, version=1)

    awards_page = visit(world.supervisor).get(f"/contests/{world.contest.id}/awards").text
    page = visit(world.supervisor).get(f"/follow-ups/{follow_up.id}").text

    assert "涉及技术攻关" in awards_page
    assert "涉及技术攻关" in page
    assert "记录决定" not in page


def test_a_decision_made_meanwhile_is_not_overwritten(world, visit, follow_up):
    decide(visit(world.organizer), follow_up, version=1)

    late = decide(
        visit(world.second_organizer), follow_up, version=1, granted="no", reason="不适用"
    )

    assert late.status_code == 409
    assert "他人（或另一个页面）已保存了新的内容" in late.text
    assert "不适用" in late.text
    assert db.session.get(FollowUp, follow_up.id).state is FollowUpState.YES


def test_a_plan_that_waits_can_still_be_returned_by_its_proposer(world, visit, plan):
    answer = visit(world.organizer).post(f"/plans/{plan.id}/return", data={"reason": "改奖项"})

    assert answer.status_code == 302
    assert the_plan(world).state is PlanState.RETURNED
