"""What the organizer does on stage: start, call, time, open marking, pause.

Two people may stand at two consoles: each press says what it was meant for. What is already as
asked stays so; what meanwhile became something else is refused, and the page shows the news.
"""

from __future__ import annotations

from flask_babel import gettext as _

from contest.core import clock
from contest.core.actions import action
from contest.models import User
from contest.states import EntryState
from judging.console_refusals import (
    IsPaused,
    MovedOn,
    NotAdmitted,
    NothingToRun,
    NotOnStage,
    NotRunning,
)
from judging.models import Session, Slot
from judging.queries.rulesheets import sealed_sheet
from judging.states import SessionState
from judging.timer import Phase, Timer, begun, extended, held, resumed


@action("session.started")
def start_session(session: Session, *, by: User) -> None:
    """Begin the session. Raise NothingToRun without entries or sealed rules."""
    if session.state is SessionState.RUNNING:
        return
    if not session.slots or sealed_sheet(session.contest_id) is None:
        raise NothingToRun
    session.state, session.started_at = SessionState.RUNNING, clock.now()


@action("slot.called")
def call_slot(slot: Slot, *, by: User, seen: int | None = None) -> None:
    """Call a team; the one before leaves. ``seen`` is the slot that was seen on stage.

    Raise NotRunning, IsPaused, NotAdmitted, MovedOn.
    """
    session, now = slot.session, clock.now()
    _refuse_idle(session)
    before = _stage(session)
    if before is slot:
        return
    if (before.id if before else None) != seen:
        raise MovedOn
    if slot.entry.state is not EntryState.ADMITTED:
        raise NotAdmitted
    if before:
        before.left_at = now
    slot.called_at, slot.left_at = now, None
    session.timer = Timer()


@action("slot.left")
def leave_stage(slot: Slot, *, by: User) -> None:
    """Let the team leave the stage; its marking stays as it is."""
    if slot.is_on_stage:
        slot.left_at, slot.session.timer = clock.now(), Timer()


@action("slot.marking_opened")
def open_marking(slot: Slot, *, by: User) -> None:
    """Take the judges' marks for a team from now on. Raise NotRunning, NotOnStage."""
    if slot.marking_opened_at:
        return
    if slot.session.state is not SessionState.RUNNING:
        raise NotRunning
    if not slot.called_at:
        raise NotOnStage
    slot.marking_opened_at = clock.now()


@action("timer.started")
def start_timer(session: Session, *, by: User, phase: Phase, seen: str) -> None:
    """Begin talk or questions with the contest's minutes. ``seen`` is the timer that was shown."""
    _refuse_idle(session)
    if _stage(session) is None:
        raise NotOnStage
    timer = session.timer
    if timer.stamp != seen:
        _refuse_unless(timer.is_running and timer.phase is phase)
        return
    contest = session.contest
    minutes = contest.talk_minutes if phase is Phase.TALK else contest.question_minutes
    session.timer = begun(phase, minutes, clock.now())


@action("timer.held")
def hold_timer(session: Session, *, by: User, seen: str) -> None:
    """Stop the clock where it is."""
    if session.timer.stamp != seen:
        _refuse_unless(not session.timer.is_running)
        return
    session.timer = held(session.timer, clock.now())


@action("timer.resumed")
def resume_timer(session: Session, *, by: User, seen: str) -> None:
    """Let the clock run on."""
    _refuse_idle(session)
    if session.timer.stamp != seen:
        _refuse_unless(session.timer.is_running)
        return
    session.timer = resumed(session.timer, clock.now())


@action("timer.extended")
def extend_timer(session: Session, *, by: User, seen: str, seconds: int) -> None:
    """Give so many seconds more; twice from one page is once."""
    _refuse_unless(session.timer.stamp == seen)
    session.timer = extended(session.timer, seconds, clock.now())


@action("session.paused")
def pause_session(session: Session, *, by: User, words: str) -> None:
    """Pause, with words for the hall; the clock on stage stops."""
    if session.state is not SessionState.RUNNING:
        raise NotRunning
    session.paused_at = session.paused_at or clock.now()
    session.pause_words = words or _("暂停")
    session.timer = held(session.timer, clock.now())


@action("session.resumed")
def resume_session(session: Session, *, by: User) -> None:
    """Go on; the clock on stage waits for its own button."""
    session.paused_at, session.pause_words = None, ""


def _stage(session: Session) -> Slot | None:
    return next((slot for slot in session.slots if slot.is_on_stage), None)


def _refuse_idle(session: Session) -> None:
    if session.state is not SessionState.RUNNING:
        raise NotRunning
    if session.paused_at:
        raise IsPaused


def _refuse_unless(done: bool) -> None:
    if not done:
        raise MovedOn
