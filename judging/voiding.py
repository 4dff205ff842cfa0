"""Making ballots void: they are kept, shown as void, and counted nowhere. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from judging.models import Ballot
from judging.states import BallotState


def void(ballots: Iterable[Ballot], *, reason: str) -> int:
    """Make the ballots void that are not yet, and return how many those were."""
    standing = [ballot for ballot in ballots if ballot.state is not BallotState.VOID]
    for ballot in standing:
        ballot.state, ballot.void_reason = BallotState.VOID, reason
    return len(standing)
