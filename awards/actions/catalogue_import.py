"""Bringing in the catalogues of earlier years, and putting on record what left the building."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from awards.catalogue_files import Change, ItemRow, differing
from awards.models import CatalogueItem, Origin
from awards.queries.catalogue import numbered, numbers_of
from awards.states import CatalogueState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Body, User

# Official Chinese text, kept with the item: not translated.
BROUGHT_IN = "历年目录导入。"


class NumbersTaken(Refusal):
    """A number was given here since the file was looked at."""

    reason = _l("有编号在检查之后已被使用。请重新上传，再核对一遍。")


@action("catalogue.imported")
def import_items(body: Body, *, rows: Sequence[ItemRow], by: User) -> Counter[Change]:
    """Bring in all rows or none, and return how many were new, changed or there already.

    Twice is once: a row is known by its year and number. Raise NumbersTaken.
    """
    years = {row.year for row in rows}
    for year in sorted(years):
        numbers_of(body.id, year)
    standing = numbered(body.id, years)
    new = [row for row in rows if (row.year, row.number) not in standing]
    counts = Counter({Change.NEW: len(new)})
    for row in rows:
        if item := standing.get((row.year, row.number)):
            counts[_bring_up_to_date(item, row)] += 1
    _list([_item(row, body, by=by) for row in new])
    return counts


@action("catalogue.exported")
def note_catalogue_export(body: Body, *, by: User, reason: str) -> None:
    """Log that a list was exported; ``reason`` names the file and its digest."""


def _bring_up_to_date(item: CatalogueItem, row: ItemRow) -> Change:
    others = differing(row.product, item)
    if not others:
        return Change.SAME
    if item.origin is not Origin.IMPORT or item.state is not CatalogueState.LISTED:
        raise NumbersTaken
    for name in others:
        setattr(item, name, getattr(row.product, name))
    return Change.CHANGED


def _item(row: ItemRow, body: Body, *, by: User) -> CatalogueItem:
    now = clock.now()
    return CatalogueItem(
        **row.product.columns(),
        body_id=body.id,
        year=row.year,
        number=row.number,
        origin=Origin.IMPORT,
        reason=BROUGHT_IN,
        proposed_by_id=by.id,
        proposed_at=now,
        decided_at=now,
    )


def _list(items: Sequence[CatalogueItem]) -> None:
    """List new items; each begins as proposed, as every item does."""
    db.session.add_all(items)
    db.session.flush()
    for item in items:
        item.state = CatalogueState.LISTED
