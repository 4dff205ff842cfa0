"""The log, as those read it who watch over what is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    cast,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from contest.core.clock import SHANGHAI
from contest.core.db import db
from contest.core.ledger import INSTALLATION, LedgerEntry
from contest.models import (
    Body,
    Challenge,
    Contest,
    Entry,
    Field,
    Organisation,
    Role,
    Tablet,
    User,
)

PER_PAGE = 50
DELETED = "contest.deleted"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the log; the empty value asks for everything."""

    verb: str = ""
    actor: str = ""
    chain: str = ""
    refused: bool = False
    first: date | None = None
    last: date | None = None


# What a line may be about that has a name of its own, by the kind it is called with.
NAMES: dict[str, InstrumentedAttribute[str]] = {
    "contest": Contest.name,
    "challenge": Challenge.title,
    "entry": Entry.title,
    "user": User.name,
    "organisation": Organisation.name,
    "body": Body.name,
    "tablet": Tablet.name,
}


def chains_for(user: User) -> dict[str, str]:
    """Return the chains a person may read, with their names: a supervisor, those of its body."""
    query = select(Contest.id, Contest.name).order_by(Contest.id.desc())
    if user.role is Role.SUPERVISOR:
        query = query.where(Contest.body_id == user.body_id)
    contests = {f"contest:{row[0]}": row[1] for row in db.session.execute(query)}
    return {INSTALLATION: "", **contests}


def deleted_contests(user: User) -> dict[str, str]:
    """Return the chains of contests that were deleted, with their names, whose log a person reads.

    The line that tells of the deletion has the contest's row as it was.
    """
    query = select(LedgerEntry.chain, LedgerEntry.changes).where(
        LedgerEntry.verb == DELETED, LedgerEntry.refused.is_(False)
    )
    found = {chain: changes[chain] for chain, changes in db.session.execute(query)}
    return {
        chain: row["name"][0]
        for chain, row in sorted(found.items())
        if user.role is not Role.SUPERVISOR or row["body_id"][0] == user.body_id
    }


def readable(user: User, chains: Iterable[str]) -> ColumnElement[bool]:
    """Return which lines of the chains a person may read.

    The installation's chain tells of every body: a supervisor reads there of
    its own body, its people, its issuers and its fields.
    """
    whole = [chain for chain in chains if chain != INSTALLATION]
    if user.role is not Role.SUPERVISOR:
        return LedgerEntry.chain.in_([INSTALLATION, *whole])
    own = LedgerEntry.subject.in_(_subjects_of(user.body_id))
    return LedgerEntry.chain.in_(whole) | ((LedgerEntry.chain == INSTALLATION) & own)


def page_of(lines: ColumnElement[bool], wanted: Wanted) -> Pagination:
    """Return a page of lines, the newest first."""
    query = _narrowed(select(LedgerEntry).where(lines), wanted)
    return db.paginate(query.order_by(LedgerEntry.id.desc()), per_page=PER_PAGE)


def verbs_in(lines: ColumnElement[bool]) -> list[str]:
    """Return the verbs that stand in some lines."""
    query = select(LedgerEntry.verb).where(lines)
    return list(db.session.scalars(query.distinct().order_by(LedgerEntry.verb)))


def names_of(lines: Iterable[LedgerEntry]) -> dict[str, str]:
    """Return what the subjects and rows of some lines are called now, as far as they have names."""
    told = {subject for line in lines for subject in (line.subject, *line.changes)}
    found: dict[str, str] = {}
    for kind, column in NAMES.items():
        pairs = (subject.partition(":") for subject in told)
        numbers = {int(n) for k, _colon, n in pairs if k == kind and n.isdecimal()}
        if numbers:
            query = select(column.class_.id, column).where(column.class_.id.in_(numbers))
            found |= {f"{kind}:{row[0]}": row[1] for row in db.session.execute(query)}
    return found


def actors_of(lines: Iterable[LedgerEntry]) -> dict[int, User]:
    """Return who did what stands in some lines, by number."""
    numbers = {line.actor_id for line in lines if line.actor_id}
    return {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(numbers)))}


def _subjects_of(body_id: int | None) -> CompoundSelect[str]:
    """Return how the log names a body and all that is its own without being of a contest."""
    own = {
        "body": select(Body.id).where(Body.id == body_id),
        "user": select(User.id).where(User.body_id == body_id),
        "organisation": select(Organisation.id).where(Organisation.body_id == body_id),
        "field": select(Field.id).where(Field.body_id == body_id),
        "tablet": select(Tablet.id).join(Tablet.judge).where(User.body_id == body_id),
    }
    numbers = {kind: query.subquery() for kind, query in own.items()}
    return union_all(
        *(select(literal(f"{kind}:") + cast(n.c.id, String)) for kind, n in numbers.items())
    )


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
