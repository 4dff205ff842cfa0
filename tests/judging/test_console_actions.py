"""Leading a session: calling, timing, absences, closing with names, freezing, revealing."""

from datetime import timedelta

import pytest

from contest.core.actions import acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.states import EntryState
from judging import console_refusals as refusals
from judging.actions import attending, closing, stage
from judging.closing import BlockerKind
from judging.models import Ballot, HelpCall, LateBallot, MarksWhen, Session
from judging.queries.closings import numbers_of
from judging.queries.editions import preparation_of
from judging.queries.live import live_of
from judging.readiness import GapKind
from judging.refusals import NotCalled
from judging.running import Part
from judging.states import SessionState
from judging.timer import Phase, Timer
from tests.judging.live import all_marked, mark, on_stage, running, slots
from tests.judging.people import recuse
from tests.world import MONDAY


def absent(world, judge=None, entry=None, reason="身体不适"):
    return attending.record_absence(
        world.session,
        by=world.organizer,
        judge_id=(judge or world.other_judge).id,
        entry_id=entry and entry.id,
        reason=reason,
    )


def close(world, **more):
    closing.close_session(world.session, by=world.organizer, **more)


def kinds(world):
    return [blocker.kind for blocker in live_of(world.session).blockers]


def ballots():
    return db.session.query(Ballot).count()


def test_a_session_without_entries_is_not_started(world):
    with acting("test.empty", world.session, by=None):
        for slot in slots(world):
            db.session.delete(slot)

    with pytest.raises(refusals.NothingToRun):
        stage.start_session(world.session, by=world.organizer)


def test_nobody_is_called_before_the_start_or_in_a_pause(world):
    first = slots(world)[0]
    with pytest.raises(refusals.NotRunning):
        stage.call_slot(first, by=world.organizer)

    running(world)
    stage.pause_session(world.session, by=world.organizer, words="茶歇，到 15:30 继续")

    with pytest.raises(refusals.IsPaused):
        stage.call_slot(first, by=world.organizer)


def test_calling_the_next_team_lets_the_one_before_leave_and_stops_its_clock(world, time):
    running(world)
    first, second = slots(world)
    stage.call_slot(first, by=world.organizer)
    stamp = world.session.timer.stamp
    stage.start_timer(world.session, by=world.organizer, phase=Phase.TALK, seen=stamp)
    time.now += timedelta(minutes=1)

    stage.call_slot(second, by=world.organizer, seen=first.id)

    assert (first.left_at, second.called_at, second.left_at) == (time.now, time.now, None)
    assert world.session.timer == Timer()


def test_two_consoles_that_call_the_same_team_call_it_once(world):
    running(world)
    first, second = slots(world)
    stage.call_slot(first, by=world.organizer)

    stage.call_slot(second, by=world.organizer, seen=first.id)
    called = second.called_at
    stage.call_slot(second, by=world.second_organizer, seen=first.id)

    assert second.called_at == called


def test_a_press_meant_for_an_earlier_stage_is_refused(world):
    running(world)
    first, second = slots(world)
    stage.call_slot(first, by=world.organizer)
    stage.call_slot(second, by=world.organizer, seen=first.id)

    with pytest.raises(refusals.MovedOn):
        stage.call_slot(first, by=world.second_organizer, seen=None)

    assert live_of(world.session).stage.slot_id == second.id


def test_who_has_left_the_contest_is_not_called(world):
    running(world)
    first = slots(world)[0]
    with acting("test.left", world.entry, by=None):
        world.entry.state = EntryState.WITHDRAWN

    with pytest.raises(refusals.NotAdmitted):
        stage.call_slot(first, by=world.organizer)


def test_marks_are_taken_once_marking_is_open_and_leaving_does_not_end_them(world):
    running(world)
    slot = slots(world)[0]
    stage.call_slot(slot, by=world.organizer)
    with pytest.raises(NotCalled):
        mark(world, world.judge, world.entry)

    stage.open_marking(slot, by=world.organizer)
    stage.leave_stage(slot, by=world.organizer)
    mark(world, world.judge, world.entry)

    assert live_of(world.session).turns[0].count(Part.SUBMITTED) == 1


def test_the_clock_is_led_by_the_contests_minutes(world, time):
    running(world)
    on_stage(world)
    by = world.organizer

    stage.start_timer(world.session, by=by, phase=Phase.TALK, seen=world.session.timer.stamp)
    assert world.session.timer.seconds(time.now) == 8 * 60
    time.now += timedelta(seconds=70)
    stage.hold_timer(world.session, by=by, seen=world.session.timer.stamp)
    assert world.session.timer == Timer(Phase.TALK, left=410)
    stage.resume_timer(world.session, by=by, seen=world.session.timer.stamp)
    stage.extend_timer(world.session, by=by, seen=world.session.timer.stamp, seconds=60)
    assert world.session.timer.seconds(time.now) == 470
    stage.start_timer(world.session, by=by, phase=Phase.QUESTIONS, seen=world.session.timer.stamp)
    assert world.session.timer.seconds(time.now) == 4 * 60


def test_a_second_press_on_the_clock_changes_nothing_and_an_old_one_is_refused(world, time):
    running(world)
    on_stage(world)
    seen = world.session.timer.stamp
    stage.start_timer(world.session, by=world.organizer, phase=Phase.TALK, seen=seen)
    begun = world.session.timer
    time.now += timedelta(seconds=1)

    stage.start_timer(world.session, by=world.second_organizer, phase=Phase.TALK, seen=seen)

    assert world.session.timer == begun
    with pytest.raises(refusals.MovedOn):
        stage.hold_timer(world.session, by=world.second_organizer, seen=seen)
    with pytest.raises(refusals.MovedOn):
        stage.extend_timer(world.session, by=world.second_organizer, seen=seen, seconds=60)


def test_a_pause_stops_the_clock_and_has_words(world, time):
    running(world)
    on_stage(world)
    seen = world.session.timer.stamp
    stage.start_timer(world.session, by=world.organizer, phase=Phase.TALK, seen=seen)

    stage.pause_session(world.session, by=world.organizer, words="茶歇")

    assert (world.session.pause_words, world.session.timer.left) == ("茶歇", 480)
    stage.resume_session(world.session, by=world.organizer)
    assert (world.session.paused_at, world.session.timer.is_running) == (None, False)


def test_a_missing_ballot_blocks_closing_by_name(world):
    running(world)
    on_stage(world)
    mark(world, world.judge, world.entry)

    with pytest.raises(refusals.Blocked, match="第 1 项《entry 的方案》：other_judge 先生 未提交"):
        close(world, reason="时间已到")

    assert kinds(world) == [BlockerKind.MISSING_BALLOT, BlockerKind.NEVER_CALLED]


def test_an_absence_on_record_lets_the_session_close_and_makes_no_marks(world):
    running(world)
    on_stage(world, 1)
    on_stage(world, 2)
    for entry in (world.entry, world.rival_entry):
        mark(world, world.judge, entry)
    before = ballots()

    absent(world)
    close(world)

    assert world.session.state is SessionState.CLOSED
    assert ballots() == before
    found = preparation_of(world.contest).gaps
    assert {gap.kind for gap in found} == {GapKind.ABSENT_JUDGES, GapKind.FEW_KEPT}
    assert not any(gap.forbids or gap.needs_reason for gap in found)


def test_an_absence_from_one_entry_explains_that_one_alone(world):
    running(world)
    on_stage(world, 1)
    on_stage(world, 2)

    absent(world, entry=world.entry)

    parts = [[share.part for share in turn.shares] for turn in live_of(world.session).turns]
    assert parts == [[Part.WAITING, Part.ABSENT], [Part.WAITING, Part.WAITING]]


def test_a_ballot_that_was_submitted_counts_though_its_judge_left(world):
    running(world)
    on_stage(world)
    mark(world, world.other_judge, world.entry)

    absent(world)

    turn = live_of(world.session).turns[0]
    assert turn.count(Part.SUBMITTED) == 1
    assert list(turn.ballots) == [world.other_judge.id]


def test_who_comes_back_is_expected_again(world):
    running(world)
    on_stage(world)
    absence = absent(world)
    assert absent(world) is absence

    attending.end_absence(absence, by=world.organizer)

    assert live_of(world.session).turns[0].count(Part.WAITING) == 2


def test_only_a_judge_of_the_panel_can_be_absent(world):
    with pytest.raises(refusals.NotSeated):
        absent(world, judge=world.organizer)
    with pytest.raises(refusals.NotSeated):
        absent(world, entry=world.draft)


def test_a_recused_judge_blocks_nothing(world):
    running(world)
    on_stage(world)
    recuse(world.entry, world.other_judge)
    mark(world, world.judge, world.entry)

    assert kinds(world) == [BlockerKind.NEVER_CALLED]


def test_too_few_judges_and_uncalled_entries_close_with_a_reason_on_record(world):
    with acting("test.quorum", world.rule_sheet, by=None):
        world.rule_sheet.quorum = 2
    running(world)
    on_stage(world)
    mark(world, world.judge, world.entry)
    absent(world)
    assert kinds(world) == [BlockerKind.BELOW_QUORUM, BlockerKind.NEVER_CALLED]

    with pytest.raises(refusals.ReasonNeeded):
        close(world)
    close(world, reason="评委途中病倒，经监督同意")

    assert world.session.close_reason == "评委途中病倒，经监督同意"
    line = db.session.query(LedgerEntry).filter_by(verb="session.closed", refused=False).one()
    assert line.reason == "评委途中病倒，经监督同意"


def test_a_running_session_forbids_computing(world):
    running(world, MarksWhen.ANYTIME)

    found = [gap.kind for gap in preparation_of(world.contest).gaps if gap.forbids]

    assert found == [GapKind.STILL_RUNNING, GapKind.STILL_RUNNING]


def test_a_session_is_closed_once_and_opened_again_with_its_scores_hidden(world):
    all_marked(world)
    close(world)
    at = world.session.closed_at
    close(world)
    assert world.session.closed_at == at
    closing.reveal_score(slots(world)[0], by=world.organizer)

    closing.reopen_session(world.session, by=world.organizer, reason="补评一项")

    assert world.session.state is SessionState.RUNNING
    assert [slot.revealed_at for slot in slots(world)] == [None, None]


def late(world):
    row = LateBallot(
        uuid="44444444-0000-4000-8000-000000000001",
        contest_id=world.contest.id,
        entry_id=world.entry.id,
        judge_id=world.judge.id,
        content="c",
        marks={},
        whole=True,
        source="late",
        received_at=MONDAY,
        reason="",
    )
    with acting("test.late", world.entry, by=None):
        db.session.add(row)


def test_freezing_restates_numbers_and_waits_for_late_marks(world):
    all_marked(world)
    close(world)
    seen = numbers_of(live_of(world.session)).stamp
    assert seen == "2/2/4/0/0/0"
    with pytest.raises(refusals.OtherNumbers):
        closing.freeze_session(world.session, by=world.organizer, seen="2/2/3/0/0/0")
    late(world)
    with pytest.raises(refusals.LateWaiting):
        closing.freeze_session(world.session, by=world.organizer, seen=seen)

    with acting("test.decided", world.entry, by=None):
        here = db.session.query(LateBallot).filter_by(contest_id=world.contest.id)
        db.session.delete(here.one())
    closing.freeze_session(world.session, by=world.organizer, seen=seen)

    assert world.session.state is SessionState.FROZEN
    with pytest.raises(refusals.IsFrozen):
        closing.reopen_session(world.session, by=world.organizer, reason="还想改")
    with pytest.raises(refusals.IsFrozen):
        absent(world)


def test_scores_are_revealed_from_the_last_place_up_and_hidden_the_other_way(world):
    all_marked(world)
    first, second = slots(world)
    with pytest.raises(refusals.NotNext):
        closing.reveal_score(first, by=world.organizer)
    close(world)
    order = [(p.turn.slot_id, p.place, str(p.score.total)) for p in live_of(world.session).places]
    assert order == [(first.id, 2, "37.50"), (second.id, 1, "45.00")]

    with pytest.raises(refusals.NotNext):
        closing.reveal_score(second, by=world.organizer)
    closing.reveal_score(first, by=world.organizer)
    closing.reveal_score(first, by=world.second_organizer)
    closing.reveal_score(second, by=world.organizer)
    with pytest.raises(refusals.NotNext):
        closing.hide_score(first, by=world.organizer)
    closing.hide_score(second, by=world.organizer)

    assert [bool(slot.revealed_at) for slot in slots(world)] == [True, False]


def test_a_call_for_help_waits_once_until_it_is_answered(world):
    running(world)
    for words in ("平板没电", "平板没电，急"):
        attending.call_for_help(world.session, by=world.judge, entry_id=None, words=words)

    calls = live_of(world.session).calls
    assert [(call.judge, call.words) for call in calls] == [("judge 先生", "平板没电，急")]
    attending.answer_call(db.session.get(HelpCall, calls[0].id), by=world.organizer)
    assert live_of(world.session).calls == ()


def test_a_session_that_is_removed_takes_its_screens_along(world):
    with acting("test.empty", world.session, by=None):
        for slot in slots(world):
            db.session.delete(slot)
        db.session.delete(world.session)

    assert db.session.query(Session).count() == 0
