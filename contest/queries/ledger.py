"""The log, as those read it who watch over what is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, or_, select

from contest.core.clock import SHANGHAI
from contest.core.db import db
from contest.core.ledger import INSTALLATION, LedgerEntry
from contest.models import Contest, Role, User

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the log; the empty value asks for everything."""

    verb: str = ""
    actor: str = ""
    chain: str = ""
    refused: bool = False
    first: date | None = None
    last: date | None = None


def chains_for(user: User) -> dict[str, str]:
    """Return the chains a person may read, with their names: a supervisor, those of its body."""
    query = select(Contest.id, Contest.name).order_by(Contest.id.desc())
    if user.role is Role.SUPERVISOR:
        query = query.where(Contest.body_id == user.body_id)
    contests = {f"contest:{row[0]}": row[1] for row in db.session.execute(query)}
    return contests if user.role is Role.SUPERVISOR else {INSTALLATION: "", **contests}


def page_of(chains: Iterable[str], wanted: Wanted) -> Pagination:
    """Return a page of the chains' lines, the newest first."""
    query = select(LedgerEntry).where(LedgerEntry.chain.in_(list(chains)))
    query = _narrowed(query, wanted).order_by(LedgerEntry.id.desc())
    return db.paginate(query, per_page=PER_PAGE)


def verbs_in(chains: Iterable[str]) -> list[str]:
    """Return the verbs that stand in the chains."""
    query = select(LedgerEntry.verb).where(LedgerEntry.chain.in_(list(chains)))
    return list(db.session.scalars(query.distinct().order_by(LedgerEntry.verb)))


def actors_of(lines: Iterable[LedgerEntry]) -> dict[int, User]:
    """Return who did what stands in some lines, by number."""
    numbers = {line.actor_id for line in lines if line.actor_id}
    return {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(numbers)))}


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    equal = {"verb": wanted.verb, "chain": wanted.chain, "refused": wanted.refused}
    query = query.filter_by(**{name: value for name, value in equal.items() if value})
    if wanted.actor:
        columns = (User.name, User.username)
        named = or_(*(column.icontains(wanted.actor, autoescape=True) for column in columns))
        query = query.where(LedgerEntry.actor_id.in_(select(User.id).where(named)))
    if wanted.first:
        query = query.where(LedgerEntry.at >= midnight(wanted.first))
    if wanted.last:
        query = query.where(LedgerEntry.at < midnight(wanted.last + timedelta(days=1)))
    return query


def midnight(day: date) -> datetime:
    """Return when a day begins in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)
