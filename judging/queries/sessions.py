"""Roadshow sessions, their running order, and the entries that still lack a turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from contest.core.db import db
from contest.models import Challenge, Entry
from contest.states import EntryState
from judging.models import Panel, Seat, Session, Slot


def _whole() -> Select[Session]:
    return (
        select(Session)
        .options(
            joinedload(Session.contest),
            joinedload(Session.panel).selectinload(Panel.seats).joinedload(Seat.judge),
            selectinload(Session.slots)
            .joinedload(Slot.entry)
            .options(joinedload(Entry.enterprise), joinedload(Entry.challenge)),
        )
        .order_by(Session.starts_at, Session.number)
    )


def sessions_of(contest_id: int) -> Sequence[Session]:
    """Return the contest's sessions in order, with panel and running order."""
    return db.session.scalars(_whole().where(Session.contest_id == contest_id)).all()


def session_with_order(session_id: int) -> Session:
    """Return a session with panel and running order, in as many statements for any."""
    whole = _whole().where(Session.id == session_id).execution_options(populate_existing=True)
    return db.session.scalars(whole).one()


def other_sessions(session: Session) -> Sequence[Session]:
    """Return the other sessions of the same contest with their panels, by number."""
    query = select(Session).where(
        Session.contest_id == session.contest_id, Session.id != session.id
    )
    return db.session.scalars(
        query.options(joinedload(Session.panel)).order_by(Session.number)
    ).all()


def without_slot(contest_id: int) -> Sequence[Entry]:
    """Return the admitted entries that have no turn in any session, by challenge and number."""
    query = (
        select(Entry)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .outerjoin(Slot, Slot.entry_id == Entry.id)
        .where(
            Entry.contest_id == contest_id,
            Entry.state == EntryState.ADMITTED,
            Slot.id.is_(None),
        )
        .options(joinedload(Entry.enterprise), joinedload(Entry.challenge))
        .order_by(Challenge.number, Entry.number, Entry.id)
    )
    return db.session.scalars(query).all()


def last_number(contest_id: int) -> int:
    """Return the highest number of the contest's sessions, 0 before the first."""
    query = select(func.max(Session.number)).where(Session.contest_id == contest_id)
    return db.session.scalar(query) or 0


def starts_of(contest_id: int) -> Sequence[datetime]:
    """Return when the contest's sessions begin."""
    return db.session.scalars(select(Session.starts_at).filter_by(contest_id=contest_id)).all()
