"""From published standings to awards: proposed by one, approved by another, never over a limit."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from awards.actions import plans as actions
from awards.actions.followups import AlreadyDecided, decide_follow_up
from awards.digest import plan_digest
from awards.models import FollowUp, FollowUpKind, Plan
from awards.states import AwardState, FollowUpState, PlanState
from awards.worklist import items
from contest.actions.screening import disqualify_entry
from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.passwords import hashed
from contest.states import ContestState
from tests.awards.proposing import (
    MILLION,
    approve,
    awards,
    give_prizes,
    propose,
    publish,
    the_plan,
)


def test_prizes_go_by_place_and_every_entry_has_its_reason(ready):
    plan = propose(ready)

    assert [(x.entry_id, x.amount_fen, x.reason) for x in plan.lines] == [
        (ready.entry.id, MILLION, "一等奖：名次 1，一等奖 1 席"),
        (ready.rival_entry.id, 60_000_000, "二等奖：名次 2，二等奖 1 席"),
    ]


def test_who_is_left_without_a_seat_is_told_where_they_stand(world):
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)

    plan = propose(world)

    assert plan.lines[1].reason == "未获奖：席位用尽，递补第 1 位"


def test_awards_are_given_as_approved_and_every_policy_awaits_a_decision(ready):
    plan = propose(ready)

    approve(ready, plan)

    given = awards(ready)
    kinds = db.session.scalars(select(FollowUp.kind).where(FollowUp.award_id == given[0].id)).all()
    assert [(a.entry_id, a.amount_fen, a.state) for a in given] == [
        (ready.entry.id, MILLION, AwardState.APPROVED),
        (ready.rival_entry.id, 60_000_000, AwardState.APPROVED),
    ]
    assert set(kinds) == set(FollowUpKind)


def test_who_left_after_publication_gets_nothing_and_the_next_moves_up(ready):
    disqualify_entry(ready.entry, by=ready.organizer, reason="数据造假")

    plan = propose(ready)

    assert [(x.entry_id, x.amount_fen, x.reason) for x in plan.lines] == [
        (ready.entry.id, 0, "未获奖：项目已被取消参赛资格，由后一名次递补"),
        (ready.rival_entry.id, MILLION, "一等奖：名次 2，一等奖 1 席"),
    ]


def test_a_plan_is_not_approved_once_a_winner_has_left(ready):
    plan = propose(ready)
    disqualify_entry(ready.entry, by=ready.organizer, reason="数据造假")

    with pytest.raises(actions.LeftContest, match=ready.entry.number):
        approve(ready, plan)

    assert awards(ready) == []


def test_nobody_approves_what_they_proposed(ready):
    plan = propose(ready)

    with pytest.raises(actions.SamePerson):
        approve(ready, plan, by=ready.organizer)

    assert awards(ready) == []


def test_only_what_was_shown_is_approved(ready):
    plan = propose(ready)

    with pytest.raises(actions.NotWhatWasShown):
        actions.approve_plan(plan, by=ready.second_organizer, digest="0" * 64)


def test_a_plan_changed_behind_the_page_is_not_approved(ready):
    plan = propose(ready)
    shown = plan.digest
    with acting("test.changed", ready.contest, by=None):
        plan.lines[1].amount_fen = 70_000_000

    with pytest.raises(actions.NotWhatWasShown):
        actions.approve_plan(plan, by=ready.second_organizer, digest=shown)


@pytest.mark.parametrize(
    ("shown", "column"),
    [
        (lambda world, plan: plan, "note"),
        (lambda world, plan: plan.lines[1], "reason"),
        (lambda world, plan: plan.lines[1].prize, "name"),
        (lambda world, plan: world.rival_entry, "title"),
        (lambda world, plan: world.rival_organisation, "name"),
        (lambda world, plan: world.challenge, "title"),
    ],
    ids=["note", "reason", "prize", "entry", "enterprise", "challenge"],
)
def test_whatever_is_shown_is_part_of_what_is_approved(ready, shown, column):
    plan = propose(ready)
    digest = plan.digest
    with acting("test.changed", ready.contest, by=None):
        setattr(shown(ready, plan), column, "另一个名称")

    with pytest.raises(actions.NotWhatWasShown):
        actions.approve_plan(plan, by=ready.second_organizer, digest=digest)

    assert awards(ready) == []


def test_a_plan_is_approved_once(ready):
    plan = propose(ready)
    approve(ready, plan)

    with pytest.raises(actions.NotWhatWasShown):
        approve(ready, plan)

    assert len(awards(ready)) == 2


def test_a_new_proposal_returns_the_one_that_waits(ready):
    first = propose(ready)

    actions.propose_awards(ready.contest, by=ready.second_organizer, note="补充说明")

    first = db.session.get(Plan, first.id)
    assert (first.state, first.return_reason) == (PlanState.RETURNED, actions.SUPERSEDED)
    assert first.returned_by_id == ready.second_organizer.id


def test_a_second_click_makes_no_second_plan(ready):
    first = propose(ready)

    again = propose(ready)

    assert again.id == first.id
    assert the_plan(ready).state is PlanState.PROPOSED


def test_who_returned_a_plan_and_why_stands_beside_the_proposers_note(ready, time):
    plan = actions.propose_awards(ready.contest, by=ready.organizer, note="请核对金额")

    actions.return_plan(plan, by=ready.second_organizer, reason="名单有误")

    assert (plan.note, plan.return_reason) == ("请核对金额", "名单有误")
    assert (plan.returned_by_id, plan.returned_at) == (ready.second_organizer.id, time.now)


@pytest.mark.parametrize("end", [ContestState.CONCLUDED, ContestState.CANCELLED])
def test_a_contest_that_is_over_gives_nothing_and_asks_for_nothing(app, ready, end):
    plan = propose(ready)
    with acting("test.over", ready.contest, by=None):
        ready.contest.state = end

    with pytest.raises(actions.ContestOver):
        propose(ready)
    with pytest.raises(actions.ContestOver):
        approve(ready, plan)

    with app.test_request_context():
        told = " ".join(item.title for item in items(ready.second_organizer))
    assert "《contest 场景大赛》的" not in told


def test_a_plan_that_would_give_nothing_is_not_made(ready):
    with acting("test.budget", ready.contest, by=None):
        ready.contest.budget_fen = 0

    with pytest.raises(actions.NothingToGive):
        propose(ready)


def test_without_published_standings_nothing_is_proposed(world):
    give_prizes(world, ("一等奖", 1, MILLION))

    with pytest.raises(actions.NoStandings):
        propose(world)


def test_a_tie_across_the_last_seat_stops_and_names_the_entries(world):
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world, scores=("80.00", "80.00"), places=(1, 1))

    with pytest.raises(Refusal, match="第 1 名同分，跨越“一等奖”的最后一席") as refused:
        propose(world)

    assert world.entry.title in str(refused.value)
    assert world.rival_entry.title in str(refused.value)


def test_below_the_pass_mark_nothing_is_awarded(world):
    give_prizes(world, ("一等奖", 2, MILLION))
    with acting("test.pass_mark", world.contest, by=None):
        world.rule_sheet.pass_mark = Decimal(85)
    publish(world)

    plan = propose(world)

    assert [x.amount_fen for x in plan.lines] == [MILLION, 0]
    assert plan.lines[1].reason == "未获奖：得分 80.00 低于合格线 85.00"


def test_a_budget_cut_after_the_proposal_stops_the_approval(ready):
    plan = propose(ready)
    with acting("test.budget", ready.contest, by=None):
        ready.contest.budget_fen = MILLION

    with pytest.raises(actions.OverLimit, match=r"超过预算 100\.00 万元"):
        approve(ready, plan)

    assert awards(ready) == []


def test_an_enterprise_gets_one_award(world):
    with acting("test.same_enterprise", world.contest, by=None):
        challenge = world.open_challenge
        world.draft.enterprise_id = world.rival_entry.enterprise_id
        db.session.flush()
        world.rival_entry.challenge_id, world.rival_entry.enterprise_id = (
            challenge.id,
            world.entry.enterprise_id,
        )
    give_prizes(world, ("一等奖", 1, MILLION), ("二等奖", 1, 60_000_000))
    publish(world)

    plan = propose(world)

    assert sorted(x.amount_fen for x in plan.lines) == [0, MILLION]
    assert "同一企业已获奖（每企业限 1 项）" in plan.lines[1].reason


def test_a_seat_given_is_not_given_again(ready):
    approve(ready, propose(ready))

    with pytest.raises(actions.NothingToGive):
        propose(ready)


def test_a_second_plan_keeps_who_was_awarded_before_and_says_so(world):
    with acting("test.twice", world.contest, by=None):
        world.contest.one_award_per_enterprise = False
    give_prizes(world, ("一等奖", 2, MILLION))
    publish(world)
    plan = propose(world)
    with acting("test.one_seat", world.contest, by=None):
        plan.lines[1].prize_id, plan.lines[1].amount_fen = None, 0
        db.session.flush()
        db.session.expire(plan.lines[1])
        plan.digest = plan_digest(plan, plan.edition.digest)
    approve(world, plan)

    again = propose(world)

    assert [(x.entry_id, x.amount_fen, x.reason) for x in again.lines] == [
        (world.entry.id, 0, "此前的方案已授奖，不再重复授予"),
        (world.rival_entry.id, MILLION, "一等奖：名次 2，一等奖 1 席"),
    ]


def test_a_policy_is_decided_with_its_reason_and_may_be_reversed(ready):
    approve(ready, propose(ready))
    follow_up = db.session.scalars(
        select(FollowUp).where(
            FollowUp.contest_id == ready.contest.id, FollowUp.kind == FollowUpKind.SUBSIDY
        )
    ).first()

    decide_follow_up(
        follow_up,
        by=ready.organizer,
        version=follow_up.version,
        granted=True,
        reason="涉及技术攻关",
    )
    decide_follow_up(
        follow_up, by=ready.organizer, version=follow_up.version, granted=False, reason="企业已放弃"
    )

    assert (follow_up.state, follow_up.reason) == (FollowUpState.NO, "企业已放弃")
    with pytest.raises(AlreadyDecided):
        decide_follow_up(
            follow_up, by=ready.organizer, version=follow_up.version, granted=False, reason="重复"
        )


def test_the_pages_lead_from_prizes_to_approved_awards(world, visit):
    with acting("test.password", world.second_organizer, by=None):
        world.second_organizer.password_hash = hashed("Correct-horse-1")
    publish(world)
    first, second = visit(world.organizer), visit(world.second_organizer)
    contest = f"/contests/{world.contest.id}"
    rows = {"prizes-0-name": "一等奖", "prizes-0-seats": "1", "prizes-0-amount": "100"}

    assert first.post(f"{contest}/prizes/edit", data=rows).status_code == 302
    plan_url = first.post(f"{contest}/plans", data={"note": "请核对"}).headers["Location"]
    plan = the_plan(world)
    wrong = second.post(f"{plan_url}/approval", data={"digest": plan.digest, "password": "x"})
    right = second.post(
        f"{plan_url}/approval", data={"digest": plan.digest, "password": "Correct-horse-1"}
    )

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "密码不正确" in wrong.text
    assert "100.00" in second.get(f"{contest}/awards").text


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("pdf", b"%PDF"), ("csv", b"\xef")])
def test_the_lists_are_exported_and_the_export_is_on_record(ready, visit, kind, start):
    from contest.core.ledger import LedgerEntry  # noqa: PLC0415

    approve(ready, propose(ready))
    client = visit(ready.organizer)

    awards = client.get(f"/contests/{ready.contest.id}/awards/list.{kind}")
    sheet = client.get(f"/contests/{ready.contest.id}/standings/sheet.{kind}")

    assert awards.data.startswith(start)
    assert sheet.data.startswith(start)
    verbs = db.session.scalars(select(LedgerEntry.verb).order_by(LedgerEntry.id.desc())).all()
    assert verbs[:2] == ["awards.exported", "awards.exported"]


def test_the_awards_page_costs_the_same_however_many(ready, visit, queries):
    client, url = visit(ready.organizer), f"/contests/{ready.contest.id}/awards"
    with queries() as before:
        client.get(url)
    approve(ready, propose(ready))

    with queries() as after:
        page = client.get(url).text

    assert page.count("一等奖") >= 1
    assert (len(before), len(after)) == (11, 11)
