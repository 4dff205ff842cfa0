"""Who is not there, who calls for help, and which machines show the big screen."""

from __future__ import annotations

import secrets

from contest.core import clock
from contest.core.actions import action
from contest.core.db import db
from contest.models import User
from judging.console_refusals import IsFrozen, NotSeated
from judging.models import Absence, HelpCall, ScreenKey, Session
from judging.queries.live import absences_of
from judging.queries.panels import seat_of
from judging.queries.screens import open_call
from judging.states import SessionState


@action("absence.recorded", personal_reason=True)
def record_absence(
    session: Session, *, by: User, judge_id: int, entry_id: int | None, reason: str
) -> Absence:
    """Put on record that a judge does not mark the session, or one entry of it.

    Ballots that were submitted stay and count. Raise NotSeated, IsFrozen.
    """
    _refuse_frozen(session)
    seat = seat_of(session.panel_id, judge_id)
    entries = {slot.entry_id for slot in session.slots}
    if seat is None or seat.left_at or (entry_id is not None and entry_id not in entries):
        raise NotSeated
    for absence in absences_of(session.id):
        if (absence.judge_id, absence.entry_id) == (judge_id, entry_id):
            return absence
    absence = Absence(
        contest_id=session.contest_id,
        session_id=session.id,
        judge_id=judge_id,
        entry_id=entry_id,
        reason=reason,
        at=clock.now(),
        by_id=by.id,
    )
    db.session.add(absence)
    return absence


@action("absence.ended")
def end_absence(absence: Absence, *, by: User) -> None:
    """Record that the judge is back. Raise IsFrozen."""
    _refuse_frozen(absence.session)
    if absence.ended_at is None:
        absence.ended_at, absence.ended_by_id = clock.now(), by.id


@action("help_call.made")
def call_for_help(session: Session, *, by: User, entry_id: int | None, words: str) -> HelpCall:
    """Ask for somebody to come; while a call waits, a second one is the same with newer words."""
    call = open_call(session.id, by.id)
    if call is None:
        call = HelpCall(contest_id=session.contest_id, session_id=session.id, judge_id=by.id)
        call.at = clock.now()
        db.session.add(call)
    call.entry_id, call.words = entry_id, words
    return call


@action("help_call.answered")
def answer_call(call: HelpCall, *, by: User) -> None:
    """Say that somebody is on the way."""
    if call.answered_at is None:
        call.answered_at, call.answered_by_id = clock.now(), by.id


@action("screen_key.made")
def make_screen_key(session: Session, *, by: User | None, name: str) -> ScreenKey:
    """Make a key that opens the session's big screen on any machine."""
    key = ScreenKey(
        contest_id=session.contest_id,
        session_id=session.id,
        token=secrets.token_urlsafe(16),
        name=name,
        made_at=clock.now(),
    )
    db.session.add(key)
    return key


@action("screen_key.ended")
def end_screen_key(key: ScreenKey, *, by: User) -> None:
    """Let the key open nothing any more."""
    key.ended_at = key.ended_at or clock.now()


def _refuse_frozen(session: Session) -> None:
    if session.state is SessionState.FROZEN:
        raise IsFrozen
