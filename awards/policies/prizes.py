"""Who may set prizes."""

from __future__ import annotations

from contest.core.access import Policy
from contest.core.db import db
from contest.models import Contest
from contest.policies import is_real, oversees_it, runs_it


def contest_by(contest_id: int, **_rest: str) -> Contest | None:
    """Return the contest of an address, whatever else the address says."""
    return db.session.get(Contest, contest_id)


VIEW_PRIZES = Policy("prizes.view", runs_it | oversees_it, find=contest_by)
SET_PRIZES = Policy("prizes.set", VIEW_PRIZES.see, act=runs_it & is_real, find=contest_by)
