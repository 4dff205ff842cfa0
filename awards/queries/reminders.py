"""Milestones that somebody has to be reminded of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from awards.delivery_states import DeliveryState, MilestoneState
from awards.milestones import AHEAD, reminder_due
from awards.models import Award, Delivery, Milestone, MilestoneReminder
from awards.states import AwardState
from contest.core.db import db


def was_reminded(milestone: Milestone, ahead: int) -> bool:
    """Return whether that reminder of a milestone left already, for the day it is due now."""
    query = select(MilestoneReminder.ahead).where(
        MilestoneReminder.milestone_id == milestone.id,
        MilestoneReminder.due == milestone.due,
        MilestoneReminder.ahead == ahead,
    )
    return db.session.scalar(query) is not None


def reminders_due(today: date) -> Iterator[tuple[int, int]]:
    """Yield the number of each open milestone that is near or past, and which reminder is due."""
    query = (
        select(Milestone.id, Milestone.due)
        .join(Milestone.delivery)
        .join(Delivery.award)
        .where(
            Milestone.state == MilestoneState.OPEN,
            Milestone.due <= today + timedelta(days=max(AHEAD)),
            Delivery.state == DeliveryState.AGREED,
            Award.state == AwardState.ANNOUNCED,
        )
        .order_by(Milestone.due, Milestone.id)
    )
    for number, due in db.session.execute(query).all():
        ahead = reminder_due(due, today)
        if ahead is not None:
            yield number, ahead
