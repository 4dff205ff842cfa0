"""Draws of running orders: those that stand, that wait for their number, and that were."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from contest.rules import is_public
from contest.states import EntryState
from judging.models import Draw, DrawSalt, MissedTurn, Session, Slot
from judging.queries.orders import settled_by
from judging.states import DrawState


def public_draw(draw_id: int) -> Draw | None:
    """Return a draw that everybody may read, with its session."""
    query = (
        select(Draw)
        .where(Draw.id == draw_id)
        .options(joinedload(Draw.session), joinedload(Draw.contest))
    )
    draw = db.session.scalar(query)
    return draw if draw is not None and is_public(draw.contest) else None


def draws_of(session_id: int) -> Sequence[Draw]:
    """Return the session's draws, the newest first."""
    query = select(Draw).where(Draw.session_id == session_id)
    return db.session.scalars(query.order_by(Draw.number.desc())).all()


def in_state(session_id: int, state: DrawState) -> Sequence[Draw]:
    """Return the session's draws in that state, in their order."""
    query = select(Draw).where(Draw.session_id == session_id, Draw.state == state)
    return db.session.scalars(query.order_by(Draw.number)).all()


def sealed_draw_of(session_id: int) -> Draw | None:
    """Return the session's draw that waits for its public number."""
    return next(iter(in_state(session_id, DrawState.SEALED)), None)


def next_number(session_id: int) -> int:
    """Return the number of the session's next draw."""
    query = select(func.max(Draw.number)).where(Draw.session_id == session_id)
    return (db.session.scalar(query) or 0) + 1


def sealed_salt(draw: Draw) -> DrawSalt | None:
    """Return the salt of a sealed draw, for the action that reveals it alone."""
    return db.session.get(DrawSalt, draw.id)


def revealable_draws() -> list[tuple[Draw, str]]:
    """Return every draw with its salt, sealed or not: for recounts, never for a page."""
    query = select(Draw, DrawSalt.salt).outerjoin(DrawSalt, DrawSalt.draw_id == Draw.id)
    told = query.options(joinedload(Draw.session), joinedload(Draw.contest)).order_by(Draw.id)
    return [(draw, draw.salt or salt or "") for draw, salt in db.session.execute(told)]


def drawable(session: Session) -> list[Slot]:
    """Return the slots whose entries take part in a draw: those that are to be judged."""
    return [slot for slot in session.slots if slot.entry.state is EntryState.ADMITTED]


def latecomers(session: Session) -> list[Slot]:
    """Return the slots that joined after the session was put in order; none where it never was."""
    settled = settled_by(session.id)
    if settled is None:
        return []
    drawn = settled.draw
    known = {*drawn.ahead, *drawn.entries} if drawn else set(settled.order)
    return [slot for slot in drawable(session) if slot.entry.number not in known]


def keeps_records(session_id: int) -> bool:
    """Return whether a session has what has to be kept: a draw, or a turn that was missed."""
    query = select(Draw.id).where(Draw.session_id == session_id)
    missed = select(MissedTurn.id).where(MissedTurn.session_id == session_id)
    return db.session.scalar(query.union_all(missed).limit(1)) is not None
