"""How a session's running order came about, and who was not there when called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from judging.leavings import Judges, fewest_leavings, leavings
from judging.models import BY_LOT, WHOLE, MissedTurn, OrderChange, Session, Slot
from judging.queries.panels import attendances


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The order with the fewest leavings, and how many there are now and would be then."""

    order: list[Slot]
    before: int
    after: int
    # By entry, the seated judges who stand back; what is undecided counts too.
    recused: dict[int, Judges]


def changes_of(session_id: int) -> Sequence[OrderChange]:
    """Return every change of the session's order, the newest first, with who made it."""
    query = (
        select(OrderChange)
        .where(OrderChange.session_id == session_id)
        .options(joinedload(OrderChange.by), joinedload(OrderChange.draw))
        .order_by(OrderChange.id.desc())
    )
    return db.session.scalars(query).all()


def settled_by(session_id: int) -> OrderChange | None:
    """Return what put the whole session in its order last, or None where nothing did."""
    query = select(OrderChange).where(
        OrderChange.session_id == session_id, OrderChange.method.in_(WHOLE)
    )
    return db.session.scalars(query.order_by(OrderChange.id.desc()).limit(1)).first()


def came_by_lot(session_id: int) -> bool:
    """Return whether chance put the session in order, so that whoever changes it says why."""
    settled = settled_by(session_id)
    return settled is not None and settled.method in BY_LOT


def missed_turns(contest_ids: Collection[int]) -> dict[int, MissedTurn]:
    """Return by entry the turns that were missed and not called again."""
    query = select(MissedTurn).where(
        MissedTurn.contest_id.in_(contest_ids), MissedTurn.recalled_at.is_(None)
    )
    return {turn.entry_id: turn for turn in db.session.scalars(query)}


def missed_turn_of(entry_id: int) -> MissedTurn | None:
    """Return the entry's missed turn that was not called again."""
    query = select(MissedTurn).where(
        MissedTurn.entry_id == entry_id, MissedTurn.recalled_at.is_(None)
    )
    return db.session.scalar(query)


def suggested(session: Session) -> Suggestion:
    """Return the session's order with the fewest leavings."""
    slots = {slot.entry_id: slot for slot in session.slots}
    recused = {entry: found.away for entry, found in attendances([session.contest_id]).items()}
    order = fewest_leavings(list(slots), recused)
    return Suggestion(
        order=[slots[entry] for entry in order],
        before=leavings(list(slots), recused),
        after=leavings(order, recused),
        recused=recused,
    )
