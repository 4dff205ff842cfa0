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
from judging.models import Edition
from judging.states import EditionState

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


def without_awards(body_id: int | None) -> Sequence[Contest]:
    """Return a body's contests with published standings and no plan that waits or was approved.

    Contests that are over ask for none.
    """
    planned = select(Plan.id).where(Plan.contest_id == Contest.id, Plan.state != PlanState.RETURNED)
    published = select(Edition.id).where(
        Edition.contest_id == Contest.id, Edition.state == EditionState.PUBLISHED
    )
    query = select(Contest).where(
        Contest.body_id == body_id,
        IS_ON,
        published.exists(),
        ~planned.exists(),
    )
    return db.session.scalars(query.order_by(Contest.id)).all()
