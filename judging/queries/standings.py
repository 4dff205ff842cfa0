"""An edition's standings: all rows for exports, a page of them for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import ceil
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, case, func, or_, select

from contest.core.db import db
from contest.models import Challenge, Entry, Organisation
from contest.states import EntryState
from judging.models import Edition, Standing

PER_PAGE = 50
MOST_TYPED = 50

# Challenges part the list only where each has a ranking of its own.
_RANKING = case((Standing.challenge_id.is_(None), ""), else_=Challenge.number)
SORTS = {
    "place": (_RANKING, Standing.challenge_id, Standing.place, Entry.number),
    "title": (Entry.title, Entry.number),
    "technical": (Standing.technical, Entry.number),
    "commercial": (Standing.commercial, Entry.number),
    "score": (Standing.score, Entry.number),
}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A line of the standings with the names that people read.

    ``challenge_id`` and ``challenge`` are always the entry's; ``in_challenge``
    tells whether the place is one of that challenge's ranking or of the whole contest's.
    """

    entry_id: int
    number: str
    title: str
    enterprise_id: int
    enterprise: str
    challenge_id: int
    challenge: str
    in_challenge: bool
    place: int
    technical: Decimal
    commercial: Decimal
    score: Decimal
    ballots: int
    tied: bool
    decided_by: str
    trimmed: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One judge's total in a row's spark."""

    value: Decimal
    dropped: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line as the page shows it: who is missing, and each total, dropped ones last."""

    line: StandingRow
    dots: tuple[Dot, ...]
    absent: int
    recused: int


@dataclass(frozen=True)  # no slots: the ends are worked out once and kept
class Page:
    """A page of a list, as the pager draws it."""

    items: Sequence[ShownRow]
    total: int
    page: int
    pages: int

    @cached_property
    def low(self) -> Decimal:
        """The left end of every row's spark, in points: whole tens below the lowest total."""
        lowest = min((dot.value for row in self.items for dot in row.dots), default=Decimal(0))
        return lowest // 10 * 10

    @cached_property
    def high(self) -> Decimal:
        """The right end, whole tens above the highest total."""
        highest = max((dot.value for row in self.items for dot in row.dots), default=Decimal(90))
        return highest // 10 * 10 + 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a visitor asked to see: words, one challenge, an order ("-score" for descending)."""

    words: str = ""
    challenge_id: int | None = None
    sort: str = "place"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Unmarked:
    """An admitted entry without a place: nobody's complete ballot counts for it."""

    entry_id: int
    number: str
    title: str
    enterprise: str
    challenge: str


def standings_of(edition: Edition) -> list[StandingRow]:
    """Return every row of the edition, ranking by ranking, best first, in one statement."""
    query = _rows(edition.id, _line_columns()).order_by(*SORTS["place"])
    return [StandingRow(*row) for row in db.session.execute(query)]


def page_of(edition: Edition, choice: Choice, *, per_page: int = PER_PAGE) -> Page:
    """Return a page of the edition's rows, in two statements whatever their number."""
    total = db.session.scalar(_total(edition.id, choice)) or 0
    pages = max(ceil(total / per_page), 1)
    page = min(max(choice.page, 1), pages)
    query = _chosen(_rows(edition.id, (*_line_columns(), Standing.detail)), choice)
    query = query.order_by(*_order(choice.sort)).limit(per_page).offset((page - 1) * per_page)
    rows = [_shown(row) for row in db.session.execute(query)]
    return Page(rows, total, page, pages)


def whole_page(edition: Edition) -> Page:
    """Return all of the edition's rows as one page, in one statement."""
    query = _rows(edition.id, (*_line_columns(), Standing.detail)).order_by(*SORTS["place"])
    rows = [_shown(row) for row in db.session.execute(query)]
    return Page(rows, len(rows), 1, 1)


def unmarked_of(edition: Edition) -> list[Unmarked]:
    """Return the admitted entries that have no place in the edition, by number."""
    placed = select(Standing.entry_id).where(Standing.edition_id == edition.id)
    query = (
        select(Entry.id, Entry.number, Entry.title, Organisation.name, Challenge.title)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .where(
            Entry.contest_id == edition.contest_id,
            Entry.state == EntryState.ADMITTED,
            Entry.id.not_in(placed),
        )
        .order_by(Entry.number, Entry.id)
    )
    return [Unmarked(*row) for row in db.session.execute(query)]


def ranked_challenges(edition: Edition) -> list[tuple[int, str]]:
    """Return number and title of the challenges whose entries have a place in the edition."""
    # The edition's lines once, not once for every challenge.
    placed = (
        select(Entry.challenge_id)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(Standing.edition_id == edition.id)
    )
    query = select(Challenge.id, Challenge.title).where(Challenge.id.in_(placed))
    rows = db.session.execute(query.order_by(Challenge.number, Challenge.id))
    return [(challenge, title) for challenge, title in rows]


def _line_columns() -> tuple[Any, ...]:
    return (
        Standing.entry_id,
        Entry.number,
        Entry.title,
        Entry.enterprise_id,
        Organisation.name,
        Entry.challenge_id,
        Challenge.title,
        Standing.challenge_id.is_not(None),
        Standing.place,
        Standing.technical,
        Standing.commercial,
        Standing.score,
        Standing.ballots,
        Standing.tied,
        Standing.decided_by,
        Standing.trimmed,
    )


def _rows(edition_id: int, columns: Sequence[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Standing)
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .where(Standing.edition_id == edition_id)
    )


def _total(edition_id: int, choice: Choice) -> Select[Any]:
    """Return the count of what is chosen; only a choice needs the names."""
    if choice.words.strip() or choice.challenge_id is not None:
        return _chosen(_rows(edition_id, (func.count(),)), choice)
    return select(func.count()).where(Standing.edition_id == edition_id)


def _chosen(query: Select[Any], choice: Choice) -> Select[Any]:
    if choice.challenge_id is not None:
        query = query.where(Entry.challenge_id == choice.challenge_id)
    if words := choice.words.strip()[:MOST_TYPED]:
        fields = (Entry.number, Entry.title, Organisation.name)
        query = query.where(or_(*(field.icontains(words, autoescape=True) for field in fields)))
    return query


def _order(sort: str) -> list[Any]:
    columns = SORTS.get(sort.removeprefix("-"), SORTS["place"])
    return [column.desc() for column in columns] if sort.startswith("-") else list(columns)


def _shown(row: Row[Any]) -> ShownRow:
    columns: Sequence[Any] = row[:-1]
    detail = row.detail
    dots = [
        Dot(Decimal(judge["total"]), bool(judge["dropped"]))
        for judge in detail["judges"].values()
        if judge["total"] is not None
    ]
    dots.sort(key=attrgetter("dropped"))  # drawn last, over those that count
    return ShownRow(
        StandingRow(*columns), tuple(dots), len(detail["absent"]), len(detail["recused"])
    )
