"""What awards wait for, by organizing body."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from awards.models import Plan
from awards.states import PlanState
from contest.core.db import db
from contest.models import Contest
from contest.states import ContestState

# A contest that was concluded or cancelled asks for nothing of this kind any more.
IS_ON = Contest.state.not_in([ContestState.CONCLUDED, ContestState.CANCELLED])


def waiting_plans(body_id: int | None) -> Sequence[Plan]:
    """Return the plans of a body's contests that nobody has decided yet."""
    query = (
        select(Plan)
        .join(Plan.contest)
        .where(Contest.body_id == body_id, IS_ON, Plan.state == PlanState.PROPOSED)
        .options(joinedload(Plan.contest))
        .order_by(Plan.id)
    )
    return db.session.scalars(query).all()
