"""What a bundle tells of a contest's awards: prizes, plans line by line, and what was given."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Reading

from awards.models import Award, Plan, PlanLine, Prize
from judging.models import Edition

Row = dict[str, Any]


def award_rows(reading: Reading, contest_id: int) -> Row:
    """Return prizes, plans and awards, those that were taken back too; money in fen."""
    return {
        "prizes": _prizes(reading, contest_id),
        "plans": _plans(reading, contest_id),
        "awards": _awards(reading, contest_id),
    }


def _prizes(reading: Reading, contest_id: int) -> list[Row]:
    query = select(Prize).where(Prize.contest_id == contest_id).order_by(Prize.position)
    names = ("id", "position", "name", "seats", "amount_fen")
    return [{name: getattr(prize, name) for name in names} for prize in reading.scalars(query)]


def _plans(reading: Reading, contest_id: int) -> list[Row]:
    query = (
        select(Plan, Edition.number)
        .join(Edition, Edition.id == Plan.edition_id)
        .where(Plan.contest_id == contest_id)
        .order_by(Plan.id)
    )
    lines = _lines(reading, contest_id)
    return [
        {
            "id": plan.id,
            "edition": edition,
            "state": plan.state.value,
            "digest": plan.digest,
            "note": plan.note,
            "proposed_by": plan.proposed_by_id,
            "approved_by": plan.approved_by_id,
            "lines": lines.get(plan.id, []),
        }
        for plan, edition in reading.execute(query)
    ]


def _lines(reading: Reading, contest_id: int) -> dict[int, list[Row]]:
    query = (
        select(PlanLine)
        .join(Plan, Plan.id == PlanLine.plan_id)
        .where(Plan.contest_id == contest_id)
        .order_by(PlanLine.plan_id, PlanLine.position)
    )
    lines = groupby(reading.scalars(query), key=lambda line: line.plan_id)
    return {plan: [_line(line) for line in of_plan] for plan, of_plan in lines}


def _line(line: PlanLine) -> Row:
    return {
        "entry": line.entry_id,
        "position": line.position,
        "place": line.place,
        "score": f"{line.score:.2f}",
        "prize": line.prize_id,
        "amount_fen": line.amount_fen,
        "reason_code": line.reason_code,
        "reason": line.reason,
    }


def _awards(reading: Reading, contest_id: int) -> list[Row]:
    query = select(Award).where(Award.contest_id == contest_id).order_by(Award.id)
    return [
        {
            "id": award.id,
            "entry": award.entry_id,
            "enterprise": award.enterprise_id,
            "prize": award.prize_id,
            "plan": award.plan_id,
            "place": award.place,
            "amount_fen": award.amount_fen,
            "state": award.state.value,
        }
        for award in reading.scalars(query)
    ]
