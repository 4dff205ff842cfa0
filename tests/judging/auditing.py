"""A paper audit of the little world's one ballot."""

from __future__ import annotations

from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from judging.models import PaperAudit, PaperAuditLine
from judging.sampling import frame_digest, key_of
from tests.traces import MONDAY

SEED = "4 1 3 6 6 2"


def an_audit(world) -> PaperAudit:
    """Return the audit of ``world.ballot``, made when it is first wanted."""
    if found := db.session.scalar(select(PaperAudit)):
        return found
    ballot, by = world.ballot, world.organizer
    audit = PaperAudit(
        contest_id=ballot.contest_id,
        number=1,
        seed=SEED,
        source="监督人掷骰子",
        ballots=1,
        frame=frame_digest([ballot.uuid]),
        drawn_at=MONDAY,
        drawn_by_id=by.id,
    )
    with acting("test.sampled", world.contest, by=None):
        key = key_of(ballot.uuid, SEED)
        line = PaperAuditLine(contest_id=ballot.contest_id, ballot_id=ballot.id, place=1, key=key)
        audit.lines = [line]
        db.session.add(audit)
    return audit
