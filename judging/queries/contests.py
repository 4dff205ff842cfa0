"""The contest whose judging is prepared."""

from __future__ import annotations

from contest.core.db import db
from contest.models import Contest


def contest_by_id(contest_id: int) -> Contest | None:
    """Return the contest of that number."""
    return db.session.get(Contest, contest_id)
