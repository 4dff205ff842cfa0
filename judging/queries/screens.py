"""What the machines around a session ask for again and again, each in one statement.

Every action of a contest moves its chain's head, and nothing else changes what these pages show
but time and tablets: the head's number is the revision that a poll is answered by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, cast, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.core.db import db
from contest.core.ledger import LedgerHead
from contest.models import Contest, Entry, Organisation
from contest.rules import PUBLIC_CONTESTS
from contest.states import EntryState
from judging.models import HelpCall, Presence, ScreenKey, Seat, Session, Slot
from judging.states import SessionState


def chain_of(contest_id: Any) -> ColumnElement[str]:
    """Return the name of a contest's chain, as SQL."""
    return "contest:" + cast(contest_id, String)


@dataclass(frozen=True, slots=True)
class Pulse:
    """A session's number, whose contest it is of, and the revision of what is known of it."""

    session_id: int
    contest_id: int
    body_id: int
    revision: int

    @property
    def logged_as(self) -> str:
        """How the log names what is asked for."""
        return f"session:{self.session_id}"


@dataclass(frozen=True, slots=True)
class Seated:
    """A judge's seat in a session that is not frozen: its revision, and what was last noted."""

    session_id: int
    contest_id: int
    revision: int
    seen_at: datetime | None
    told: tuple[int | None, int, int, str | None]


_PULSE: Any = (
    select(Session.id, Session.contest_id, Contest.body_id, LedgerHead.sequence)
    .join(Contest, Contest.id == Session.contest_id)
    .outerjoin(LedgerHead, LedgerHead.chain == chain_of(Session.contest_id))
)
_OF_SESSION = _PULSE.where(Session.id == bindparam("session", type_=Integer))
_PUBLIC = _OF_SESSION.where(Contest.state.in_(PUBLIC_CONTESTS))
_OF_KEY = _PULSE.join(ScreenKey, ScreenKey.session_id == Session.id).where(
    ScreenKey.token == bindparam("token", type_=String), ScreenKey.ended_at.is_(None)
)
_SEATED = (
    select(
        *(Session.id, Session.contest_id, LedgerHead.sequence, Presence.seen_at),
        *(Presence.entry_id, Presence.unsent, Presence.skew, Presence.tablet),
    )
    .join(Seat, Seat.panel_id == Session.panel_id)
    .join(Contest, Contest.id == Session.contest_id)
    .outerjoin(LedgerHead, LedgerHead.chain == chain_of(Session.contest_id))
    .outerjoin(Presence, (Presence.session_id == Session.id) & (Presence.judge_id == Seat.judge_id))
    .where(
        Seat.judge_id == bindparam("judge", type_=Integer),
        Seat.left_at.is_(None),
        Session.state != SessionState.FROZEN,
        Contest.state.in_(PUBLIC_CONTESTS),
    )
    .order_by(Session.id)
)


def pulse_of(session_id: int) -> Pulse | None:
    """Return a session's pulse."""
    return _pulse(_OF_SESSION, session=session_id)


def public_pulse(session_id: int) -> Pulse | None:
    """Return the pulse of a session whose contest is announced, else None."""
    return _pulse(_PUBLIC, session=session_id)


def pulse_by_key(token: str) -> Pulse | None:
    """Return the pulse of the session that a screen's key opens; None for an ended one."""
    return _pulse(_OF_KEY, token=token)


def seats_of(judge_id: int) -> list[Seated]:
    """Return where a judge is seated, one row a session that is not frozen."""
    rows = db.session.execute(_SEATED, {"judge": judge_id})
    return [_seated(*row) for row in rows]


def _seated(
    session_id: int, contest_id: int, revision: int | None, seen_at: datetime | None, *told: Any
) -> Seated:
    entry_id, unsent, skew, tablet = told
    return Seated(
        session_id, contest_id, revision or 0, seen_at, (entry_id, unsent or 0, skew or 0, tablet)
    )


def key_by(token: str) -> ScreenKey | None:
    """Return the screen's key, ended or not."""
    query = select(ScreenKey).where(ScreenKey.token == token)
    return db.session.scalars(query.options(joinedload(ScreenKey.session))).first()


def keys_of(session_id: int) -> Sequence[ScreenKey]:
    """Return the session's keys, newest first."""
    query = select(ScreenKey).where(ScreenKey.session_id == session_id)
    return db.session.scalars(query.order_by(ScreenKey.id.desc())).all()


def open_call(session_id: int, judge_id: int) -> HelpCall | None:
    """Return the judge's call for help that nobody has answered yet."""
    query = select(HelpCall).where(
        HelpCall.session_id == session_id,
        HelpCall.judge_id == judge_id,
        HelpCall.answered_at.is_(None),
    )
    return db.session.scalars(query).first()


def board_of(session_id: int) -> Session:
    """Return a session with its running order and whose entries those are, in two statements."""
    query = (
        select(Session)
        .join(Session.contest)
        .where(Session.id == session_id)
        .options(contains_eager(Session.contest))
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one()


def order_of(session_id: int) -> Sequence[Slot]:
    """Return the turns of the entries that are still in the contest, in order."""
    query = (
        select(Slot)
        .join(Slot.entry)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .where(Slot.session_id == session_id, Entry.state == EntryState.ADMITTED)
        .options(contains_eager(Slot.entry).contains_eager(Entry.enterprise))
        .order_by(Slot.position)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).all()


def _pulse(query: Select[Any], **named: Any) -> Pulse | None:
    row = db.session.execute(query, named).first()
    return Pulse(row[0], row[1], row[2], row[3] or 0) if row else None
