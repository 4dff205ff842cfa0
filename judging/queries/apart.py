"""How many late marks, paper sheets and amendments wait for a person, as columns to select."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from contest.models import Contest, User
from judging.models import Amendment, LateBallot, PaperBallot
from judging.states import AmendmentState, LateState, PaperState


def waiting_for(user: User) -> tuple[Any, ...]:
    """Return six counts of the selected contest.

    Late marks without a proposal, proposals by others, first readings by others, and sheets
    that were read differently; amendments by others to co-sign, and those to apply.
    """
    signed = Amendment.state == AmendmentState.SIGNED
    proposed = LateBallot.state == LateState.PROPOSED
    entered = PaperBallot.state == PaperState.ENTERED
    return (
        _count(LateBallot, LateBallot.state == LateState.WAITING),
        _count(LateBallot, proposed, LateBallot.proposed_by_id != user.id),
        _count(PaperBallot, entered, PaperBallot.first_by_id != user.id),
        _count(PaperBallot, PaperBallot.state == PaperState.DIFFERING),
        _count(Amendment, signed, Amendment.proposed_by_id != user.id),
        _count(Amendment, Amendment.state == AmendmentState.COSIGNED),
    )


def _count(model: Any, *which: Any) -> Any:
    found = select(func.count()).where(model.contest_id == Contest.id, *which)
    return found.select_from(model).correlate(Contest).scalar_subquery()
