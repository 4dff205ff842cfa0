"""Milestones by their day: which reminder is due, how far away a day is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Days before a milestone on which its people are reminded, the nearest last.
AHEAD = (14, 3, 0)
OVERDUE = -1


@dataclass(frozen=True, slots=True)
class Line:
    """A milestone as it is planned: what, and by which day."""

    title: str
    due: date


def reminder_due(due: date, today: date) -> int | None:
    """Return which reminder is due today, or None where it is too early.

    One that was missed, because nothing ran on its day, is due until the next one is.
    """
    left = (due - today).days
    if left < 0:
        return OVERDUE
    reached = [ahead for ahead in AHEAD if left <= ahead]
    return min(reached) if reached else None


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return milestones by their day; what is due on the same day stays as given."""
    return sorted(lines, key=lambda line: line.due)
