"""How many late marks and paper sheets of a contest wait for a person, as columns to select."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from contest.models import Contest, User
from judging.models import LateBallot, PaperBallot
from judging.states import LateState, PaperState


def waiting_for(user: User) -> tuple[Any, ...]:
    """Return four counts of the selected contest.

    Late marks without a proposal, proposals by others, first readings by others, and sheets
    that were read differently.
    """
    proposed = LateBallot.state == LateState.PROPOSED
    entered = PaperBallot.state == PaperState.ENTERED
    return (
        _count(LateBallot, LateBallot.state == LateState.WAITING),
        _count(LateBallot, proposed, LateBallot.proposed_by_id != user.id),
        _count(PaperBallot, entered, PaperBallot.first_by_id != user.id),
        _count(PaperBallot, PaperBallot.state == PaperState.DIFFERING),
    )


def _count(model: Any, *which: Any) -> Any:
    found = select(func.count()).where(model.contest_id == Contest.id, *which)
    return found.select_from(model).correlate(Contest).scalar_subquery()
