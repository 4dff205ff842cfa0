"""Deliveries, their milestones and records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from awards.models import (
    Acceptance,
    Award,
    Delivery,
    Milestone,
    TestRecord,
    Tolerance,
    UseRecord,
)
from contest.core.db import db
from contest.models import Challenge, Entry

_AWARD = joinedload(Delivery.award)


def _with_award(path: Any) -> tuple[Any, ...]:
    """Return what loads a thing's award with its names along the way."""
    return (
        path.joinedload(Award.enterprise),
        path.joinedload(Award.prize),
        path.joinedload(Award.contest),
        path.joinedload(Award.entry).joinedload(Entry.challenge).joinedload(Challenge.issuer),
    )


def delivery_by(delivery_id: int) -> Delivery | None:
    """Return a delivery with its award, in one statement."""
    query = select(Delivery).where(Delivery.id == delivery_id).options(*_with_award(_AWARD))
    return db.session.scalar(query)


def milestone_by(milestone_id: int) -> Milestone | None:
    """Return a milestone with its delivery and award, in one statement."""
    path = joinedload(Milestone.delivery).joinedload(Delivery.award)
    query = select(Milestone).where(Milestone.id == milestone_id)
    return db.session.scalar(query.options(*_with_award(path), joinedload(Milestone.file)))


def use_record_by(use_id: int) -> UseRecord | None:
    """Return a record of use with its delivery and award, in one statement."""
    path = joinedload(UseRecord.delivery).joinedload(Delivery.award)
    query = select(UseRecord).where(UseRecord.id == use_id)
    return db.session.scalar(query.options(*_with_award(path), joinedload(UseRecord.file)))


def deliveries_of(awards: Iterable[int]) -> dict[int, Delivery]:
    """Return the deliveries of awards by the award's number, with milestones: one statement."""
    query = select(Delivery).where(Delivery.award_id.in_(list(awards)))
    found = db.session.scalars(query.options(joinedload(Delivery.milestones))).unique()
    return {delivery.award_id: delivery for delivery in found}


def delivery_of(award_id: int) -> Delivery | None:
    """Return the delivery of an award, or None before anybody proposed how."""
    return db.session.scalar(select(Delivery).where(Delivery.award_id == award_id))


@dataclass(frozen=True, slots=True)
class Records:
    """All that is on record of a delivery, each kind in its order."""

    milestones: Sequence[Milestone]
    tests: Sequence[TestRecord]
    tolerances: Sequence[Tolerance]
    acceptances: Sequence[Acceptance]
    uses: Sequence[UseRecord]


def records_of(delivery: Delivery) -> Records:
    """Return what is on record of a delivery, in five statements."""
    return Records(
        _all(Milestone, delivery, joinedload(Milestone.file)),
        _all(TestRecord, delivery, joinedload(TestRecord.file)),
        _all(Tolerance, delivery, joinedload(Tolerance.decided_by)),
        _all(Acceptance, delivery, joinedload(Acceptance.file)),
        _all(UseRecord, delivery, joinedload(UseRecord.file)),
    )


def _all(model: Any, delivery: Delivery, *with_: Any) -> Sequence[Any]:
    query: Select[Any] = select(model).where(model.delivery_id == delivery.id).options(*with_)
    order = (model.position, model.id) if model is Milestone else (model.id,)
    return db.session.scalars(query.order_by(*order)).all()
