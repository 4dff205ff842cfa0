"""Laying out milestones, inside an action: rows are known by their titles, so that they stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from awards.delivery_states import MilestoneState
from awards.milestones import Line, in_order
from awards.models import Delivery, Milestone


def laid_out(delivery: Delivery, lines: Sequence[Line]) -> None:
    """Make the delivery's milestones these, by their day.

    What was reported or confirmed stays as it is, with its day, whatever the lines say.
    """
    kept = {one.title: one for one in delivery.milestones}
    rows = [_row(delivery, kept.get(line.title), line) for line in in_order(lines)]
    done = [one for one in delivery.milestones if one.state is not MilestoneState.OPEN]
    rows += [one for one in done if one not in rows]
    rows.sort(key=lambda row: row.due)
    for position, row in enumerate(rows, 1):
        row.position = position
    delivery.milestones = rows


def planned_in(content: Any) -> list[Line]:
    """Return the milestones that a version of a task agreement names."""
    return [Line(one["title"], date.fromisoformat(one["due"])) for one in content["milestones"]]


def _row(delivery: Delivery, known: Milestone | None, line: Line) -> Milestone:
    if known is None:
        return Milestone(contest_id=delivery.contest_id, title=line.title, due=line.due)
    if known.state is MilestoneState.OPEN:
        known.due = line.due
    return known
