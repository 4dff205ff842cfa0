"""What deliveries wait for, by the person who has to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from awards.delivery_states import DeliveryState, MilestoneState
from awards.models import Award, Delivery, Milestone, Tolerance
from awards.states import AwardState
from contest.core.db import db
from contest.models import Challenge, Entry, Role, User


@dataclass(frozen=True, slots=True)
class Waiting:
    """A milestone that is not confirmed; ``until`` is its day, or the tolerance period's last."""

    id: int
    delivery_id: int
    title: str
    entry: str
    state: MilestoneState
    until: date


def waiting_milestones(user: User, *, until: date) -> Sequence[Waiting]:
    """Return the milestones of somebody's deliveries that are reported, or due by ``until``."""
    tolerated = (
        select(Tolerance.delivery_id, func.max(Tolerance.id).label("newest"))
        .group_by(Tolerance.delivery_id)
        .subquery()
    )
    query = (
        select(Milestone, Entry.title, Tolerance.until)
        .join(Milestone.delivery)
        .join(Delivery.award)
        .join(Award.entry)
        .join(Entry.challenge)
        .outerjoin(tolerated, tolerated.c.delivery_id == Delivery.id)
        .outerjoin(Tolerance, Tolerance.id == tolerated.c.newest)
        .where(
            _own(user),
            Award.state == AwardState.ANNOUNCED,
            Delivery.state == DeliveryState.AGREED,
            Milestone.state != MilestoneState.CONFIRMED,
            (Milestone.state == MilestoneState.REPORTED) | (Milestone.due <= until),
        )
        .order_by(Milestone.due, Milestone.id)
    )
    found = [_waiting(*row) for row in db.session.execute(query)]
    return [one for one in found if one.state is MilestoneState.REPORTED or one.until <= until]


def _own(user: User) -> ColumnElement[bool]:
    if user.role is Role.ISSUER:
        return Challenge.issuer_id == user.organisation_id
    return Award.enterprise_id == user.organisation_id


def _waiting(milestone: Milestone, entry: str, tolerated_until: date | None) -> Waiting:
    until = max(milestone.due, tolerated_until) if tolerated_until else milestone.due
    return Waiting(
        milestone.id, milestone.delivery_id, milestone.title, entry, milestone.state, until
    )
