"""Nominations for the key R&D plan, as a body's people see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import contains_eager

from awards.models import Award, Nomination
from awards.states import NominationState
from contest.core.db import db
from contest.models import Contest, Entry, Organisation


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; what is empty or None does not narrow. ``sort`` as in the address."""

    words: str = ""
    year: int | None = None
    contest_id: int | None = None
    state: NominationState | None = None
    sort: str = ""


SORTS = {
    "funding": (Nomination.funding_fen, Nomination.id),
    "proposed": (Nomination.proposed_at, Nomination.id),
    "enterprise": (Organisation.name, Nomination.id),
}


def nominations(search: Search) -> Select[Nomination]:
    """Return the nominations that match, with all that is shown of them."""
    return (
        select(Nomination)
        .join(Nomination.contest)
        .join(Nomination.award)
        .join(Award.entry)
        .join(Award.enterprise)
        .join(Award.prize)
        .where(*_conditions(search))
        .options(
            contains_eager(Nomination.contest),
            contains_eager(Nomination.award).options(
                contains_eager(Award.entry),
                contains_eager(Award.enterprise),
                contains_eager(Award.prize),
            ),
        )
        .order_by(*_order(search.sort))
    )


def of_body(body_id: int, search: Search) -> Select[Nomination]:
    """Return the nominations of a body's contests that match."""
    return nominations(search).where(Contest.body_id == body_id)


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    exact = (
        (Nomination.year, search.year),
        (Nomination.contest_id, search.contest_id),
        (Nomination.state, search.state),
    )
    found = [column == wanted for column, wanted in exact if wanted]
    return found + [_says(word) for word in search.words.split()]


def _says(word: str) -> ColumnElement[bool]:
    places = (Entry.title, Organisation.name, Nomination.research, Nomination.aims)
    return or_(*(place.icontains(word, autoescape=True) for place in places))


def _order(sort: str) -> list[Any]:
    columns = SORTS.get(sort.removeprefix("-"))
    if columns is None:
        return [Nomination.year.desc(), Nomination.contest_id, Award.place, Nomination.id]
    return [column.desc() if sort.startswith("-") else column.asc() for column in columns]


def nomination_by(nomination_id: int) -> Nomination | None:
    """Return a nomination with all that its page shows."""
    return db.session.scalar(nominations(Search()).where(Nomination.id == nomination_id))


def nomination_of_award(award_id: int) -> Nomination | None:
    """Return the nomination of an award, if there ever was one."""
    return db.session.scalar(select(Nomination).where(Nomination.award_id == award_id))


def nominations_of_awards(award_ids: Sequence[int]) -> dict[int, Nomination]:
    """Return the nominations of awards, by the award's number."""
    query = select(Nomination).where(Nomination.award_id.in_(award_ids))
    return {nomination.award_id: nomination for nomination in db.session.scalars(query)}


def contests_of(body_id: int) -> Sequence[Row[int, str, int]]:
    """Return number, name and year of a body's contests that have nominations, newest first."""
    query = (
        select(Contest.id, Contest.name, Contest.year)
        .join(Nomination, Nomination.contest_id == Contest.id)
        .where(Contest.body_id == body_id)
        .distinct()
    )
    return db.session.execute(query.order_by(Contest.year.desc(), Contest.id.desc())).all()


def asked_fen(body_id: int, search: Search) -> int:
    """Return what the matching nominations ask for together, in fen."""
    found = of_body(body_id, search).order_by(None).with_only_columns(Nomination.funding_fen)
    total = select(func.coalesce(func.sum(found.subquery().c.funding_fen), 0))
    return int(db.session.scalar(total) or 0)


def has_approved(contest_id: int) -> bool:
    """Return whether a contest has an approved nomination, so that there is a table of them."""
    approved = Nomination.state == NominationState.APPROVED
    query = select(Nomination.id).where(Nomination.contest_id == contest_id, approved)
    return db.session.scalar(query.limit(1)) is not None
