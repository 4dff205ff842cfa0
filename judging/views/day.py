"""The judge's day, as their tablet asks for it every few seconds, and their call for help."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from contest.core import clock
from contest.core.access import requires
from contest.core.forms import normal
from contest.core.ledger import stamp
from contest.models import User
from judging.actions import attending as actions
from judging.models import HelpCall, Session
from judging.policies.console import CALL_FOR_HELP, FOLLOW_DAY
from judging.polling import tag_of, told, unchanged
from judging.presence import note, read_told
from judging.queries.days import DayEntry, DaySession, day_of, last_call_of
from judging.queries.screens import seats_of
from judging.timer import Phase
from judging.views.api import bp

# What time alone changes (the roadshow's first and last moment) shows after so many seconds.
SECONDS_A_STEP = 30
LONGEST_WORDS = 200


def _moment(at: datetime | None) -> str | None:
    return stamp(at) if at else None


def _told_timer(session: Session) -> dict[str, Any] | None:
    timer = session.timer
    if timer.phase is Phase.NONE:
        return None
    return {"phase": timer.phase, "ends_at": _moment(timer.ends_at), "left": timer.left}


def _told_entry(entry: DayEntry) -> dict[str, Any]:
    ballot = entry.ballot and dict(zip(("uuid", "version", "state"), entry.ballot, strict=True))
    return {
        "entry": entry.entry_id,
        "position": entry.position,
        "title": entry.title,
        "number": entry.number,
        "marking": entry.marking,
        "ballot": ballot,
    }


def _told_session(found: DaySession) -> dict[str, Any]:
    session = found.session
    on_stage = (entry.entry_id for entry in found.entries if entry.is_on_stage)
    return {
        "id": session.id,
        "name": session.name,
        "room": session.room,
        "starts_at": stamp(session.starts_at),
        "state": session.state,
        "paused": {"words": session.pause_words} if session.paused_at else None,
        "timer": _told_timer(session),
        "on_stage": next(on_stage, None),
        "entries": [_told_entry(entry) for entry in found.entries],
    }


def _told_call(call: HelpCall | None) -> dict[str, Any] | None:
    if call is None:
        return None
    return {"at": stamp(call.at), "answered_at": _moment(call.answered_at)}


@bp.get("/day")
@requires(FOLLOW_DAY)
def day(judge: User) -> ResponseReturnValue:
    seats, asked = seats_of(judge.id), request.args
    entry, unsent, skew = (asked.get(name, "") for name in ("entry", "unsent", "skew"))
    step = int(clock.now().timestamp()) // SECONDS_A_STEP
    tag = tag_of(judge.id, step, [(seat.session_id, seat.revision) for seat in seats])
    note(judge.id, seats, read_told(entry, unsent, skew, tablet=asked.get("tablet", "")))
    if answer := unchanged(tag):
        return answer
    sessions = [_told_session(found) for found in day_of(judge.id)]
    content = {"server_time": stamp(clock.now()), "judge": judge.id, "sessions": sessions}
    return told({**content, "help": _told_call(last_call_of(judge.id))}, tag)


@bp.post("/help")
@requires(CALL_FOR_HELP)
def call_for_help(judge: User) -> ResponseReturnValue:
    sent = request.get_json(force=True)
    session, entry_id, words = _read_call(sent, judge)
    call = actions.call_for_help(session.session, by=current_user, entry_id=entry_id, words=words)
    return jsonify(_told_call(call)), 201


def _read_call(sent: Any, judge: User) -> tuple[DaySession, int | None, str]:
    """Return the call's session, entry and words; 400 for what is none, 404 for another's."""
    if not isinstance(sent, dict) or not isinstance(sent.get("words"), str):
        abort(400)
    words = normal(sent["words"])[:LONGEST_WORDS]
    if not words:
        abort(400)
    mine = (found for found in day_of(judge.id) if _is(found.session.id, sent.get("session")))
    if (session := next(mine, None)) is None:
        abort(404)
    entry_id = sent.get("entry")
    if entry_id is not None and not any(_is(e.entry_id, entry_id) for e in session.entries):
        abort(404)
    return session, entry_id, words


def _is(number: int, sent: Any) -> bool:
    """Return whether a tablet named this number; true is not 1."""
    return type(sent) is int and sent == number
