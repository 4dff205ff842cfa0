"""Items of the catalogue: what everybody may read, and what a body's people see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from awards.models import Award, CatalogueItem, Origin
from awards.states import AwardState, CatalogueState
from contest.core.db import db
from contest.models import Body, Field
from judging.models import Edition

# A right that ends within this time is told of: time to see whether it is renewed.
SOON = timedelta(days=90)

_PUBLICISED = (
    select(Edition.id)
    .where(Edition.contest_id == CatalogueItem.contest_id, Edition.publicised_at.is_not(None))
    .exists()
)
# Whose contest had its notice: before that nobody outside learns who won.
_TOLD = or_(CatalogueItem.contest_id.is_(None), _PUBLICISED)
_AWARD_STANDS = or_(CatalogueItem.award_id.is_(None), Award.state != AwardState.REVOKED)
IN_CATALOGUE = and_(_TOLD, _AWARD_STANDS, CatalogueItem.state == CatalogueState.LISTED)
TAKEN_OUT = and_(_TOLD, CatalogueItem.state == CatalogueState.REMOVED)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; what is empty or None does not narrow. ``sort`` as in the address."""

    words: str = ""
    enterprise: str = ""
    year: int | None = None
    field: str = ""
    origin: Origin | None = None
    state: CatalogueState | None = None
    expiring_from: date | None = None
    sort: str = ""


SORTS = {
    "number": (CatalogueItem.number, CatalogueItem.id),
    "product": (CatalogueItem.product, CatalogueItem.id),
    "enterprise": (CatalogueItem.enterprise, CatalogueItem.id),
    "until": (CatalogueItem.ip_until, CatalogueItem.id),
}


def public_items(search: Search) -> Select[CatalogueItem]:
    """Return what is in the catalogue, or (``state`` removed) what was taken out of it."""
    taken_out = search.state is CatalogueState.REMOVED
    return _items(search).where(TAKEN_OUT if taken_out else IN_CATALOGUE)


def public_item(item_id: int) -> CatalogueItem | None:
    """Return an item that everybody may read, be it taken out; another does not exist for them."""
    query = _items(Search()).where(CatalogueItem.id == item_id, or_(IN_CATALOGUE, TAKEN_OUT))
    return db.session.scalar(query)


def body_items(body_id: int, search: Search) -> Select[CatalogueItem]:
    """Return the items of a body, whatever their state."""
    query = _items(search).where(CatalogueItem.body_id == body_id)
    return query.where(CatalogueItem.state == search.state) if search.state else query


def item_by(item_id: int) -> CatalogueItem | None:
    """Return an item with what its page shows of it."""
    return db.session.scalar(_items(Search()).where(CatalogueItem.id == item_id))


def item_of_award(award_id: int) -> CatalogueItem | None:
    """Return the item of an award, if it was ever proposed."""
    return db.session.scalar(select(CatalogueItem).where(CatalogueItem.award_id == award_id))


def items_of_awards(award_ids: Sequence[int]) -> dict[int, CatalogueItem]:
    """Return the items of awards, by the award's number."""
    query = select(CatalogueItem).where(CatalogueItem.award_id.in_(award_ids))
    return {item.award_id: item for item in db.session.scalars(query) if item.award_id}


def _items(search: Search) -> Select[CatalogueItem]:
    return (
        select(CatalogueItem)
        .join(CatalogueItem.body)
        .outerjoin(CatalogueItem.award)
        .outerjoin(CatalogueItem.field)
        .where(*_conditions(search))
        .options(
            contains_eager(CatalogueItem.body),
            contains_eager(CatalogueItem.award),
            contains_eager(CatalogueItem.field),
        )
        .order_by(*_order(search.sort))
    )


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    exact = (
        (CatalogueItem.year, search.year),
        (Field.name, search.field),
        (CatalogueItem.origin, search.origin),
    )
    found = [column == wanted for column, wanted in exact if wanted]
    found += [_says(word) for word in search.words.split()]
    found += [_is_of(word) for word in search.enterprise.split()]
    if search.expiring_from:
        found.append(expires_soon(search.expiring_from))
    return found


def _says(word: str) -> ColumnElement[bool]:
    places = (CatalogueItem.product, CatalogueItem.model, CatalogueItem.summary)
    numbers = (CatalogueItem.number, CatalogueItem.ip_number, CatalogueItem.enterprise)
    return or_(*(place.icontains(word, autoescape=True) for place in (*places, *numbers)))


def _is_of(word: str) -> ColumnElement[bool]:
    return CatalogueItem.enterprise.icontains(word, autoescape=True)


def expires_soon(today: date) -> ColumnElement[bool]:
    """Return the condition that a listed product's right ends soon from a day on."""
    return and_(
        CatalogueItem.state == CatalogueState.LISTED,
        CatalogueItem.ip_until.between(today, today + SOON),
    )


def _order(sort: str) -> list[Any]:
    columns = SORTS.get(sort.removeprefix("-"))
    if columns is None:
        return [CatalogueItem.year.desc(), CatalogueItem.number, CatalogueItem.id]
    return [column.desc() if sort.startswith("-") else column.asc() for column in columns]


def public_years() -> Sequence[int]:
    """Return the years that have something in the catalogue, the newest first."""
    query = _any(CatalogueItem.year).order_by(CatalogueItem.year.desc())
    return db.session.scalars(query.distinct()).all()


def public_fields() -> Sequence[str]:
    """Return the names of the fields of what is in the catalogue, in their order."""
    query = _any(Field.name).join(Field, Field.id == CatalogueItem.field_id)
    return db.session.scalars(query.group_by(Field.name).order_by(func.min(Field.position))).all()


def _any(column: Any) -> Select[Any]:
    return (
        select(column)
        .select_from(CatalogueItem)
        .outerjoin(CatalogueItem.award)
        .where(or_(IN_CATALOGUE, TAKEN_OUT))
    )


def counts_by_state(body_id: int, year: int) -> dict[CatalogueState, int]:
    """Return how many items of a body's year are in each state."""
    query = select(CatalogueItem.state, func.count()).where(
        CatalogueItem.body_id == body_id, CatalogueItem.year == year
    )
    return dict(list(db.session.execute(query.group_by(CatalogueItem.state))))


def body_years(body_id: int) -> Sequence[int]:
    """Return the years of which a body has items, the newest first."""
    query = select(CatalogueItem.year).where(CatalogueItem.body_id == body_id).distinct()
    return db.session.scalars(query.order_by(CatalogueItem.year.desc())).all()


def numbers_of(body_id: int, year: int) -> set[str]:
    """Return the numbers given in a body's year; locks the body, so that none is given twice."""
    db.session.execute(select(Body.id).where(Body.id == body_id).with_for_update())
    query = select(CatalogueItem.number).where(
        CatalogueItem.body_id == body_id, CatalogueItem.year == year
    )
    return set(db.session.scalars(query))


def twins_of(item: CatalogueItem) -> Sequence[Row[int, str]]:
    """Return year and number of other listings of the same enterprise's product of that name."""
    same = (
        CatalogueItem.uscc == item.uscc
        if item.uscc
        else CatalogueItem.enterprise == (item.enterprise)
    )
    query = (
        select(CatalogueItem.year, CatalogueItem.number)
        .where(
            CatalogueItem.body_id == item.body_id,
            CatalogueItem.state == CatalogueState.LISTED,
            CatalogueItem.product == item.product,
            same,
        )
        .order_by(CatalogueItem.year, CatalogueItem.number)
    )
    return db.session.execute(
        query if item.id is None else query.where(CatalogueItem.id != item.id)
    ).all()


def numbered(body_id: int, years: set[int]) -> dict[tuple[int, str], CatalogueItem]:
    """Return a body's items of some years that have a number, by year and number."""
    query = select(CatalogueItem).where(
        CatalogueItem.body_id == body_id,
        CatalogueItem.year.in_(years),
        CatalogueItem.number != "",
    )
    return {(item.year, item.number): item for item in db.session.scalars(query)}
