"""Which bundles of a contest were made, as its log tells."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.models import User

MOST = 20


def exports_of(contest_id: int) -> list[Any]:
    """Return the latest bundles: when, by whom, for what personal values were opened, digest."""
    query = (
        select(LedgerEntry.at, User.name, LedgerEntry.reason, LedgerEntry.binds)
        .outerjoin(User, User.id == LedgerEntry.actor_id)
        .where(
            LedgerEntry.chain == f"contest:{contest_id}",
            LedgerEntry.verb == "bundle.exported",
            LedgerEntry.refused.is_(False),
        )
        .order_by(LedgerEntry.sequence.desc())
    )
    return list(db.session.execute(query.limit(MOST)))
