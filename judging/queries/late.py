"""Marks that came after closing."""

from __future__ import annotations

from sqlalchemy import select

from contest.core.db import db
from judging.models import LateBallot


def late_by_content(uuid: str, content: str) -> LateBallot | None:
    """Return what was kept apart of a ballot with just this content, or None."""
    query = select(LateBallot).where(LateBallot.uuid == uuid, LateBallot.content == content)
    return db.session.scalars(query).first()
