"""Marks that come after closing: kept apart, for two people to decide on."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from contest.core import clock
from contest.core.actions import action
from contest.core.db import db
from contest.models import User
from judging.marking import closed_since, duty_now, marks_in, written_over
from judging.models import BallotSource, LateBallot
from judging.queries.duties import Duty, Line, lines_of
from judging.queries.late import late_by_content
from judging.receipts import content_of
from judging.refusals import AlreadySubmitted, Closed
from judging.sent import Sent
from judging.states import BallotState


@action("ballot.kept_apart")
def keep_apart(entry: Duty, *, by: User, sent: Sent) -> LateBallot:
    """Keep marks that were made before closing and arrive after it; the same twice is once.

    Raise AlreadySubmitted where the ballot is locked, Closed where the tablet
    does not say that it made them before, Unreadable where they are none.
    """
    found = duty_now(entry, by)
    lines, now = lines_of(found), clock.now()
    if found.ballot and found.ballot.state is BallotState.SUBMITTED:
        raise AlreadySubmitted(found.ballot, lines)
    late = _late(found, sent, lines)
    if before := late_by_content(late.uuid, late.content):
        return before
    since, made = closed_since(found), sent.made(now)
    if since is None or made is None or made >= since:
        raise Closed
    db.session.add(late)
    db.session.flush()
    return late


def _late(found: Duty, sent: Sent, lines: list[Line]) -> LateBallot:
    marks, now = written_over(marks_in(sent, lines), lines), clock.now()
    named: dict[str, Any] = {
        "uuid": sent.uuid,
        "entry": found.entry_id,
        "judge": found.judge_id,
    }
    return LateBallot(
        uuid=sent.uuid,
        contest_id=found.contest_id,
        entry_id=found.entry_id,
        judge_id=found.judge_id,
        content=content_of(**named, state=sent.state, marks=marks),
        marks=marks,
        whole=sent.submits and None not in marks.values(),
        source=BallotSource.LATE,
        made_at=sent.made(now),
        skew=sent.skew(now),
        received_at=now,
        reason=_("评分在关闭之后到达。"),
    )
