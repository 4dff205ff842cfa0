"""The people of a body, as its organizers see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from contest.core.db import db
from contest.models import Body, Employment, JudgeProfile, OneTimeLink, Organisation, Role, User

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a list of people."""

    text: str = ""
    role: str = ""


def by_id(user_id: int) -> User | None:
    """Return a person by number."""
    return db.session.get(User, user_id)


def of_body(body: Body, wanted: Wanted) -> Pagination:
    """Return a page of a body's people: name, user name, e-mail or organisation hold the text."""
    query = select(User).where(User.body_id == body.id).options(joinedload(User.organisation))
    if wanted.role in set(Role):
        query = query.where(User.role == wanted.role)
    if wanted.text:
        query = query.outerjoin(User.organisation).where(_holds(wanted.text))
    return db.paginate(query.order_by(User.role, User.name_key, User.id), per_page=PER_PAGE)


def _holds(text: str) -> ColumnElement[bool]:
    columns = (User.name, User.username, User.email, Organisation.name)
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def profiles_of(users: Iterable[User]) -> dict[int, JudgeProfile]:
    """Return the profiles of the judges among some people, by their numbers."""
    judges = [user.id for user in users if user.role is Role.JUDGE]
    query = select(JudgeProfile).where(JudgeProfile.user_id.in_(judges))
    found = db.session.scalars(query.options(selectinload(JudgeProfile.employments)))
    return {profile.user_id: profile for profile in found}


def counts_by_role(body: Body) -> dict[Role, int]:
    """Return how many people of each role a body has."""
    query = select(User.role, func.count()).where(User.body_id == body.id).group_by(User.role)
    return {row[0]: row[1] for row in db.session.execute(query)}


def employments_of(judge: User) -> list[Employment]:
    """Return a judge's employers in the order they were given."""
    query = select(Employment).filter_by(user_id=judge.id).order_by(Employment.id)
    return list(db.session.scalars(query))


def invitations_lapsed(body: Body, now: datetime) -> int:
    """Return how many people of a body have no password and no link that still works."""
    open_link = select(OneTimeLink.id).where(
        OneTimeLink.user_id == User.id, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now
    )
    invited = select(OneTimeLink.id).where(OneTimeLink.user_id == User.id)
    query = select(func.count()).where(
        User.body_id == body.id,
        User.password_hash == "",
        User.is_disabled.is_(False),
        invited.exists(),
        ~open_link.exists(),
    )
    return db.session.scalar(query) or 0
