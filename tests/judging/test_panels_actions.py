"""Seating, taking off and replacing the judges of a panel."""

from datetime import timedelta

import pytest

from contest.core.actions import Refusal
from contest.core.db import db
from contest.models import JudgeKind
from judging.actions import panels as actions
from judging.models import Panel
from judging.queries.pledges import owed_by
from judging.states import BallotState, RecusalState
from tests.judging.people import add_judge, employ, recusals
from tests.world import CODES

TECHNICAL = JudgeKind.TECHNICAL


def seat(world, judge, panel=None):
    actions.seat_judge(panel or world.panel, by=world.organizer, judge_id=judge.id, kind=TECHNICAL)


def seat_of(world, judge):
    db.session.expire_all()
    return next(seat for seat in world.panel.seats if seat.judge_id == judge.id)


def test_a_judge_of_the_body_takes_a_seat_of_a_kind(world):
    judge = add_judge("third", world.body.id)

    seat(world, judge)

    found = seat_of(world, judge)
    assert (found.kind, found.position, found.left_at) == (TECHNICAL, 3, None)


def test_a_judge_of_another_body_is_refused(world):
    stranger = add_judge("stranger", world.other_body.id)

    with pytest.raises(actions.NotAJudgeHere):
        seat(world, stranger)


def test_only_judges_sit_on_panels(world):
    with pytest.raises(actions.NotAJudgeHere):
        seat(world, world.second_organizer)


def test_nobody_sits_twice(world):
    with pytest.raises(actions.AlreadySeated):
        seat(world, world.judge)


def test_a_seat_taken_is_matched_against_the_entries_at_once(world):
    judge = add_judge("third", world.body.id)
    employ(judge, CODES["author"])

    seat(world, judge)

    (found,) = recusals(world, judge_id=judge.id)
    assert (found.entry_id, found.state) == (world.entry.id, RecusalState.POTENTIAL)
    assert CODES["author"] in found.detail


def test_a_judge_without_ballots_is_taken_off_without_a_trace_on_the_panel(world):
    actions.unseat_judge(seat_of(world, world.other_judge), by=world.organizer, reason="")

    db.session.expire_all()
    assert [seat.judge_id for seat in world.panel.seats] == [world.judge.id]


def test_taking_off_a_judge_who_has_begun_asks_for_a_reason(world):
    with pytest.raises(Refusal, match="写明理由"):
        actions.unseat_judge(seat_of(world, world.judge), by=world.organizer, reason="")

    assert world.ballot.state is BallotState.DRAFT


def test_a_replaced_judges_ballots_are_void_and_kept(world):
    judge = add_judge("third", world.body.id)

    actions.replace_judge(
        seat_of(world, world.judge),
        by=world.organizer,
        judge_id=judge.id,
        kind=TECHNICAL,
        reason="突发疾病",
    )

    left = seat_of(world, world.judge)
    assert (left.left_at is None, left.left_reason) == (False, "突发疾病")
    assert (world.ballot.state, world.ballot.void_reason) == (BallotState.VOID, "突发疾病")
    assert seat_of(world, judge).left_at is None


def test_a_refused_replacement_leaves_the_judge_in_place(world):
    stranger = add_judge("stranger", world.other_body.id)

    with pytest.raises(actions.NotAJudgeHere):
        actions.replace_judge(
            seat_of(world, world.judge),
            by=world.organizer,
            judge_id=stranger.id,
            kind=TECHNICAL,
            reason="突发疾病",
        )

    db.session.expire_all()
    assert seat_of(world, world.judge).left_at is None
    assert world.ballot.state is BallotState.DRAFT


def test_a_replaced_judge_does_not_come_back(world):
    judge = add_judge("third", world.body.id)
    actions.replace_judge(
        seat_of(world, world.judge),
        by=world.organizer,
        judge_id=judge.id,
        kind=TECHNICAL,
        reason="突发疾病",
    )

    with pytest.raises(actions.CameBack):
        seat(world, world.judge)


def test_a_judge_seated_later_declares_on_that_panel_first(world, time):
    actions.unseat_judge(seat_of(world, world.other_judge), by=world.organizer, reason="")
    assert owed_by(world.other_judge) == []
    time.now += timedelta(hours=1)

    seat(world, world.other_judge)

    assert [owed.what for owed in owed_by(world.other_judge)] == ["declaration"]
    assert owed_by(world.judge) == []


def test_panels_of_a_contest_have_different_names(world):
    with pytest.raises(actions.NameTaken):
        actions.create_panel(world.contest, by=world.organizer, name="第一评审组")


def test_a_panel_goes_only_while_no_session_has_it(world):
    spare = actions.create_panel(world.contest, by=world.organizer, name="备用组")
    seat(world, world.judge, spare)

    actions.remove_panel(spare, by=world.organizer)

    assert [panel.name for panel in db.session.query(Panel)] == ["第一评审组"]
    with pytest.raises(Refusal, match="已有路演场次"):
        actions.remove_panel(world.panel, by=world.organizer)
