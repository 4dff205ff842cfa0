"""Names of the people who decided something."""

from __future__ import annotations

from sqlalchemy import select

from contest.core.db import db
from contest.models import User


def names_of(*numbers: int | None) -> dict[int, str]:
    """Return the names of the people with these numbers."""
    wanted = [number for number in numbers if number is not None]
    query = select(User.id, User.name).where(User.id.in_(wanted))
    return {row.id: row.name for row in db.session.execute(query)}
