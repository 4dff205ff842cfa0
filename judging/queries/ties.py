"""Equals that wait for a vote or a lot, and what was decided about others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import Row, func, select

from contest.core.db import db
from contest.models import Challenge, Entry, Organisation, User
from judging.models import Edition, Standing, TieDecision, TieMethod
from judging.queries.editions import tie_decisions
from judging.tie_decisions import AWAITING


@dataclass(frozen=True, slots=True)
class Equal:
    """One of the entries that stand level."""

    entry_id: int
    number: str
    title: str
    enterprise: str
    technical: Decimal
    commercial: Decimal


@dataclass(frozen=True, slots=True)
class OpenTie:
    """Entries that share a place of a ranking until people decide."""

    challenge: str | None
    place: int
    score: Decimal
    method: TieMethod
    equals: tuple[Equal, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A recorded decision, ``equals`` in the order it gave; ``applied`` by the edition asked."""

    method: TieMethod
    equals: tuple[Equal, ...]
    reason: str
    at: datetime
    by: str
    applied: bool


def open_ties_of(edition: Edition) -> list[OpenTie]:
    """Return the ties of the edition that wait for people, ranking by ranking, best first."""
    query = (
        _equals(edition)
        .add_columns(
            Challenge.title.label("challenge"),
            Standing.decided_by,
        )
        .outerjoin(Challenge, Challenge.id == Standing.challenge_id)
        .where(Standing.decided_by.startswith(AWAITING))
        .order_by(Standing.challenge_id, Standing.place, Entry.number)
    )
    rows = db.session.execute(query).all()
    return [_tie(list(equals)) for _key, equals in groupby(rows, key=_ranking_and_place)]


def decisions_of(edition: Edition) -> list[Decided]:
    """Return the decisions about equals of the edition that hold, the newest first.

    A decision about the very same entries was corrected by a later one; one
    about entries that are not level any more decides nothing.
    """
    rows = {row.entry_id: row for row in db.session.execute(_equals(edition))}
    holding: dict[tuple[TieMethod, frozenset[int]], TieDecision] = {}
    for decision in tie_decisions(edition.contest_id):
        if _are_level([rows.get(entry) for entry in decision.order]):
            holding[decision.method, frozenset(decision.order)] = decision
    names = _names({decision.by_id for decision in holding.values()})
    return [
        Decided(
            decision.method,
            tuple(_equal(rows[entry]) for entry in decision.order),
            decision.reason,
            decision.at,
            names[decision.by_id],
            applied=_in_order([rows[entry].place for entry in decision.order]),
        )
        for decision in sorted(holding.values(), key=lambda one: -one.id)
    ]


def decidable_ties(edition: Edition) -> set[tuple[TieMethod, frozenset[int]]]:
    """Return the sets of equals that an order may be recorded for: waiting, or decided before."""
    waiting = open_ties_of(edition)
    return {
        *((tie.method, frozenset(e.entry_id for e in tie.equals)) for tie in waiting),
        *((d.method, frozenset(d.order)) for d in tie_decisions(edition.contest_id)),
    }


def count_open_ties(edition_id: int) -> int:
    """Return how many entries of the edition wait for people to decide a tie."""
    waiting = Standing.decided_by.startswith(AWAITING)
    query = select(func.count()).where(Standing.edition_id == edition_id, waiting)
    return db.session.scalar(query) or 0


def _equals(edition: Edition) -> Any:
    return (
        select(
            Standing.entry_id,
            Entry.number,
            Entry.title,
            Organisation.name.label("enterprise"),
            Standing.technical,
            Standing.commercial,
            Standing.challenge_id,
            Standing.place,
            Standing.score,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .where(Standing.edition_id == edition.id)
    )


def _are_level(rows: Sequence[Row[Any] | None]) -> bool:
    levels = {row and (row.challenge_id, row.score) for row in rows}
    return None not in levels and len(levels) == 1


def _in_order(places: Sequence[int]) -> bool:
    return all(ahead < behind for ahead, behind in pairwise(places))


def _ranking_and_place(row: Row[Any]) -> tuple[Any, ...]:
    return row.challenge, row.place, row.decided_by


def _tie(rows: Sequence[Row[Any]]) -> OpenTie:
    first = rows[0]
    return OpenTie(
        challenge=first.challenge,
        place=first.place,
        score=first.score,
        method=TieMethod(first.decided_by.removeprefix(AWAITING)),
        equals=tuple(_equal(row) for row in rows),
    )


def _equal(row: Row[Any]) -> Equal:
    return Equal(row.entry_id, row.number, row.title, row.enterprise, row.technical, row.commercial)


def _names(users: set[int]) -> dict[int, str]:
    query = select(User.id, User.name).where(User.id.in_(users))
    return {row.id: row.name for row in db.session.execute(query)}
