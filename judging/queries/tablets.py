"""The keys by which files of unsent marks are known to come from a judge's own tablet."""

from __future__ import annotations

from sqlalchemy import select

from contest.core.db import db
from contest.models import Tablet

LONGEST_NUMBER = 9  # digits: no database is asked for a number beyond its own


def export_key_of(tablet_id: str, judge_id: int) -> str | None:
    """Return the key of a judge's tablet; None where it is unknown, another's or revoked."""
    if not (tablet_id.isascii() and tablet_id.isdigit() and len(tablet_id) <= LONGEST_NUMBER):
        return None
    query = select(Tablet.export_key).where(
        Tablet.id == int(tablet_id), Tablet.judge_id == judge_id, Tablet.revoked_at.is_(None)
    )
    return db.session.scalar(query)
