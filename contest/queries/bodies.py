"""Organizing bodies, as the system administrator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, or_, select

from contest.core.db import db
from contest.models import Body, Contest, Role, User

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Size:
    """How much a body has of people and contests."""

    organizers: int = 0
    people: int = 0
    contests: int = 0


def by_id(body_id: int) -> Body | None:
    """Return a body by number."""
    return db.session.get(Body, body_id)


def by_name(name: str) -> Body | None:
    """Return the body of a name."""
    return db.session.scalar(select(Body).filter_by(name=name))


def exist() -> bool:
    """Return whether there is any body."""
    return db.session.scalar(select(Body.id).limit(1)) is not None


def demo_exists() -> bool:
    """Return whether there is an invented body."""
    return db.session.scalar(select(Body.id).where(Body.is_demo).limit(1)) is not None


def page_of(text: str = "") -> Pagination:
    """Return a page of the bodies whose name or region holds the text."""
    query = select(Body)
    if text:
        columns = (Body.name, Body.region)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    return db.paginate(query.order_by(Body.name, Body.id), per_page=PER_PAGE)


def sizes_of(bodies: list[Body]) -> dict[int, Size]:
    """Return the size of each body, by number."""
    people = _counts(User.body_id, bodies)
    organizers = _counts(User.body_id, bodies, User.role == Role.ORGANIZER)
    contests = _counts(Contest.body_id, bodies)
    return {
        body.id: Size(organizers.get(body.id, 0), people.get(body.id, 0), contests.get(body.id, 0))
        for body in bodies
    }


def _counts(column: Any, bodies: list[Body], *conditions: ColumnElement[bool]) -> dict[int, int]:
    numbers = [body.id for body in bodies]
    query = select(column, func.count()).where(column.in_(numbers), *conditions)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(column))}


def staff_of(body: Body) -> list[User]:
    """Return a body's organizers and supervisors."""
    roles = (Role.ORGANIZER, Role.SUPERVISOR)
    query = select(User).where(User.body_id == body.id, User.role.in_(roles))
    return list(db.session.scalars(query.order_by(User.role, User.name_key, User.id)))
