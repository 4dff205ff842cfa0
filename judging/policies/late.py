"""Who reads what came too late, and who decides on it."""

from __future__ import annotations

from contest.core.access import Policy
from contest.core.db import db
from contest.policies import is_organizer
from judging.models import LateBallot
from judging.policies.panels import reads_it
from judging.queries.contests import contest_by_id


def _late(late_id: int) -> LateBallot | None:
    return db.session.get(LateBallot, late_id)


VIEW_LATE = Policy("late_ballot.list", reads_it, find=contest_by_id)
VIEW_LATE_BALLOT = Policy("late_ballot.view", reads_it, find=_late)
DECIDE_LATE = Policy("late_ballot.decide", reads_it, act=is_organizer, find=_late)
