"""When and where entries are on stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from contest.core.db import db
from contest.models import Contest, Entry, User
from judging.models import Draw, Session, Slot
from judging.states import DrawState


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry's turn: session and room, how many go before it, when it begins, and its draw."""

    entry_id: int
    session: str
    room: str
    ahead: int
    begins_at: datetime
    draw_id: int | None
    # While a draw waits for its number, nobody knows more than when the session begins.
    waits: bool


def turn_begins(entry: Entry) -> datetime | None:
    """Return when the entry's turn begins, or None while it has none."""
    row = db.session.execute(_turns().where(Slot.entry_id == entry.id)).first()
    return _turn(row).begins_at if row else None


def turns_of_enterprise(user: User) -> dict[int, Turn]:
    """Return the turns of the entries of the user's enterprise, by entry, in one statement."""
    query = _turns().where(Entry.enterprise_id == user.organisation_id)
    turns = [_turn(row) for row in db.session.execute(query)]
    return {turn.entry_id: turn for turn in turns}


def begins(session_at: datetime, contest_minutes: int, ahead: int) -> datetime:
    """Return when a turn begins after ``ahead`` others of so many minutes each."""
    return session_at + timedelta(minutes=contest_minutes) * ahead


def _turns() -> Select[Any]:
    earlier = aliased(Slot)
    ahead = select(func.count()).where(
        earlier.session_id == Slot.session_id, earlier.position < Slot.position
    )
    # A draw that was called off settles nothing, and says so on its own page only.
    drawn = select(func.max(Draw.id)).where(
        Draw.session_id == Slot.session_id, Draw.state.in_((DrawState.SEALED, DrawState.DRAWN))
    )
    waits = exists().where(Draw.session_id == Slot.session_id, Draw.state == DrawState.SEALED)
    return (
        select(
            *(Slot.entry_id, Session.name, Session.room, ahead.scalar_subquery()),
            *(Session.starts_at, Contest.talk_minutes + Contest.question_minutes),
            *(drawn.scalar_subquery(), waits),
        )
        .join(Session, Session.id == Slot.session_id)
        .join(Contest, Contest.id == Slot.contest_id)
        .join(Entry, Entry.id == Slot.entry_id)
    )


def _turn(row: Sequence[Any]) -> Turn:
    entry_id, session, room, ahead, starts_at, minutes, draw_id, waits = row
    before = 0 if waits else ahead
    at = begins(starts_at, minutes, before)
    return Turn(entry_id, session, room, before, at, draw_id, waits)
