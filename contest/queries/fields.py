"""A body's list of fields, in its order."""

from __future__ import annotations

from sqlalchemy import func, select

from contest.core.db import db
from contest.models import Body, Challenge, Field


def by_id(field_id: int) -> Field | None:
    """Return a field by number."""
    return db.session.get(Field, field_id)


def of_body(body: Body) -> list[Field]:
    """Return all fields of a body, the retired ones too, in their order."""
    query = select(Field).filter_by(body_id=body.id).order_by(Field.position, Field.id)
    return list(db.session.scalars(query))


def in_use(body: Body) -> list[Field]:
    """Return the fields a new challenge may name."""
    return [field for field in of_body(body) if not field.is_retired]


def challenges_by_field(body: Body) -> dict[int, int]:
    """Return how many challenges name each field of a body."""
    query = select(Challenge.field_id, func.count()).join(Field).where(Field.body_id == body.id)
    found = db.session.execute(query.group_by(Challenge.field_id))
    return {number: count for number, count in found if number is not None}
