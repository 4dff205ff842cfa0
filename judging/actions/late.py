"""Marks that come after closing: kept apart, for two people to decide on."""

from __future__ import annotations

from flask_babel import gettext as _

from contest.core import clock
from contest.core.actions import action
from contest.models import User
from judging import kept_apart
from judging.marking import closed_since, duty_now
from judging.models import LateBallot
from judging.queries.duties import Duty, lines_of
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
    lines, made = lines_of(found), sent.made(clock.now())
    if found.ballot and found.ballot.state is BallotState.SUBMITTED:
        raise AlreadySubmitted(found.ballot, lines)
    late = kept_apart.late_row(found, sent, lines, made_at=made, reason=_("评分在关闭之后到达。"))
    if not kept_apart.is_new(late):
        return late
    since = closed_since(found)
    if since is None or made is None or made >= since:
        raise Closed
    return kept_apart.keep(late)
