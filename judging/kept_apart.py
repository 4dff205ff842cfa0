"""Keeping marks apart for two people to decide on: once, however often they come. In an action."""

from __future__ import annotations

from datetime import datetime

from contest.core import audit, clock
from contest.core.db import db
from judging.marking import marks_in, written_over
from judging.models import BallotSource, LateBallot
from judging.queries.duties import Duty, Line
from judging.queries.late import late_by_content
from judging.receipts import content_of
from judging.sent import Sent


def late_row(
    found: Duty,
    sent: Sent,
    lines: list[Line],
    *,
    reason: str,
    source: BallotSource = BallotSource.LATE,
    made_at: datetime | None,
) -> LateBallot:
    """Return what is kept apart of it: the row there is, or a new one not yet in the session."""
    now = clock.now()
    marks = written_over(marks_in(sent, lines), lines)
    content = content_of(
        uuid=sent.uuid,
        entry=found.entry_id,
        judge=found.judge_id,
        state=sent.state,
        marks=marks,
    )
    return late_by_content(sent.uuid, content) or LateBallot(
        uuid=sent.uuid,
        contest_id=found.contest_id,
        entry_id=found.entry_id,
        judge_id=found.judge_id,
        content=content,
        marks=marks,
        whole=sent.submits and None not in marks.values(),
        source=source,
        made_at=made_at,
        skew=sent.skew(now) if source is BallotSource.LATE else 0,
        received_at=now,
        reason=reason,
    )


def is_new(late: LateBallot) -> bool:
    """Return whether it is not kept yet."""
    return late.id is None


def keep(late: LateBallot) -> LateBallot:
    """Keep it, and return it with its number; the action's line binds its content."""
    db.session.add(late)
    audit.bind(late.content)
    db.session.flush()
    return late
