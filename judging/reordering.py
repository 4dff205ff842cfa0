"""Putting a session's entries in an order, with a record of how it came about. For actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from contest.core import clock
from contest.core.actions import Refusal
from contest.core.db import db
from contest.models import Entry, User
from judging.models import Draw, OrderChange, OrderMethod, Session, Slot
from judging.queries.draws import in_state
from judging.queries.orders import came_by_lot
from judging.states import DrawState, SessionState


class ReasonNeeded(Refusal):
    """What chance decided before witnesses is not changed without a word."""

    reason = _l("这场的顺序是抽签定的，改动须写明理由；理由会留在顺序记录里。")


class OrderFrozen(Refusal):
    """What was frozen is what happened."""

    reason = _l("本场已经锁定，出场顺序不能再改。")


def put_in_order(
    session: Session, slots: Sequence[Slot], *, by: User, method: OrderMethod, **told: Any
) -> None:
    """Number the slots from 1 on, and record the order: ``about``, ``reason``, ``witness`` …

    Raise OrderFrozen.
    """
    if session.state is SessionState.FROZEN:
        raise OrderFrozen
    for position, slot in enumerate(slots, 1):
        if slot.position != position:
            slot.position = position
    entries = [slot.entry_id for slot in slots]
    numbers = dict(_numbers(entries))
    db.session.add(
        OrderChange(
            contest_id=session.contest_id,
            session_id=session.id,
            method=method,
            at=clock.now(),
            by_id=by.id,
            order=[numbers[entry] for entry in entries],
            **told,
        )
    )


def _numbers(entries: Sequence[int]) -> Sequence[tuple[int, str]]:
    rows = db.session.execute(select(Entry.id, Entry.number).where(Entry.id.in_(entries)))
    return [(entry, number) for entry, number in rows]


def require_reason(session: Session, reason: str) -> None:
    """Raise ReasonNeeded where the order came by lot and nothing says why it changes."""
    if not reason and came_by_lot(session.id):
        raise ReasonNeeded


def supersede_draws(session: Session, *, by: User, reason: str, but: Draw | None = None) -> None:
    """Let the session's draws give way to another order; their records stay."""
    for old in in_state(session.id, DrawState.DRAWN):
        if old is not but:
            old.state = DrawState.SUPERSEDED
            old.ended_at, old.ended_by_id, old.end_reason = clock.now(), by.id, reason


def in_order(session: Session) -> list[Slot]:
    """Return the session's slots as they stand, also where they were moved in this action."""
    return sorted(session.slots, key=lambda slot: slot.position)
