"""Who came, who left and who was turned away, as supervisors and the audit administrator see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, String, cast, func, literal, or_, select

from contest.core import clock
from contest.core.db import db
from contest.core.ledger import SIGN_INS, LedgerEntry
from contest.models import Role, UnknownSignIn, User
from contest.queries.ledger import PER_PAGE, midnight

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; the empty value asks for everything."""

    name: str = ""
    refused: bool = False
    first: date | None = None
    last: date | None = None


def page_of(reader: User, wanted: Wanted) -> Pagination:
    """Return a page of visits, the newest first; a supervisor reads of its own body's people."""
    query = select(LedgerEntry).where(LedgerEntry.chain == SIGN_INS)
    if conditions := list(_of_whom(reader, wanted.name)):
        query = query.where(LedgerEntry.subject.in_(_subjects(*conditions)))
    query = _narrowed(query, wanted).order_by(LedgerEntry.id.desc())
    return db.paginate(query, per_page=PER_PAGE)


def _of_whom(reader: User, name: str) -> Iterable[ColumnElement[bool]]:
    if reader.role is Role.SUPERVISOR:
        yield User.body_id == reader.body_id
    if name:
        yield or_(*(c.icontains(name, autoescape=True) for c in (User.name, User.username)))


def _subjects(*conditions: ColumnElement[bool]) -> Select[str]:
    return select(literal("user:") + cast(User.id, String)).where(*conditions)


def _narrowed(query: Select[LedgerEntry], wanted: Wanted) -> Select[LedgerEntry]:
    if wanted.refused:
        query = query.where(LedgerEntry.refused)
    if wanted.first:
        query = query.where(LedgerEntry.at >= midnight(wanted.first))
    if wanted.last:
        query = query.where(LedgerEntry.at < midnight(wanted.last + timedelta(days=1)))
    return query


def visitors_of(lines: Iterable[LedgerEntry]) -> dict[str, User]:
    """Return whose account each line is about, by what the line calls it."""
    numbers = {int(line.subject.partition(":")[2]) for line in lines}
    found = db.session.scalars(select(User).where(User.id.in_(numbers)))
    return {f"user:{user.id}": user for user in found}


def unknown_lately() -> int:
    """Return how many tries of the last 30 days were at names that nobody has."""
    first = clock.local(clock.now() - LATELY).date()
    query = select(func.sum(UnknownSignIn.tries)).where(UnknownSignIn.day >= first)
    return db.session.scalar(query) or 0
