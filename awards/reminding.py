"""Reminding of milestones, as the nightly timer does: each reminder leaves once."""

from __future__ import annotations

from awards.actions.milestones import remind_of
from awards.queries.deliveries import milestone_by
from awards.queries.reminders import reminders_due
from contest.core import clock


def remind_all() -> int:
    """Remind of all milestones that are near or past, and return of how many it was done."""
    today = clock.local(clock.now()).date()
    due = list(reminders_due(today))
    return sum(_reminded(number, ahead) for number, ahead in due)


def _reminded(number: int, ahead: int) -> bool:
    milestone = milestone_by(number)
    return milestone is not None and remind_of(milestone, by=None, ahead=ahead)
