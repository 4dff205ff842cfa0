"""All accounts, as the security administrator sees them."""

from __future__ import annotations

from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from contest.models import ADMINISTRATORS, Body, Organisation, Role, SignIn, User
from contest.queries.people import PER_PAGE, Wanted


def page_of(wanted: Wanted) -> Pagination:
    """Return a page of accounts whose names, e-mail, organisation or body hold the text."""
    query = select(User).options(joinedload(User.organisation), joinedload(User.body))
    if wanted.role in set(Role):
        query = query.where(User.role == wanted.role)
    if wanted.text:
        query = _named(query, wanted.text)
    return db.paginate(query.order_by(User.username, User.id), per_page=PER_PAGE)


def _named(query: Select[User], text: str) -> Select[User]:
    columns = (User.name, User.username, User.email, Organisation.name, Body.name)
    holds: ColumnElement[bool] = or_(*(c.icontains(text, autoescape=True) for c in columns))
    return query.outerjoin(User.organisation).outerjoin(User.body).where(holds)


def last_seen(users: list[User]) -> dict[int, datetime]:
    """Return when each person was last here, by their numbers."""
    numbers = [user.id for user in users]
    query = select(SignIn.user_id, func.max(SignIn.seen_at)).where(SignIn.user_id.in_(numbers))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(SignIn.user_id))}


def administrators() -> list[User]:
    """Return the accounts of the three administrations."""
    query = select(User).where(User.role.in_(ADMINISTRATORS))
    return list(db.session.scalars(query.order_by(User.role, User.id)))
