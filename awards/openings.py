"""Whoever opens a paper of another's claim is on record before they see it, once for each."""

from __future__ import annotations

from flask_login import current_user
from sqlalchemy import select

from contest.actions.openings import Opened, note_opening
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.models import Role


def note_once(logged_as: str, *, contest_id: int) -> None:
    """Log that the visitor opens something, unless the log tells already; not of its owners."""
    if current_user.role is Role.ENTERPRISE:
        return
    told = select(LedgerEntry.id).where(
        LedgerEntry.subject == logged_as,
        LedgerEntry.verb == "document.seen",
        LedgerEntry.actor_id == current_user.id,
    )
    if db.session.scalar(told.limit(1)) is None:
        note_opening(Opened(logged_as, f"contest:{contest_id}"), by=current_user)
