"""The tables as the log tells them: every line's changes, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, select

from contest.core.audit import Audited, _plain
from contest.core.db import db
from contest.core.ledger import LedgerEntry, LedgerSecret

UNTOLD = object()
Rows = dict[str, dict[str, Any]]


def untold() -> list[str]:
    """Return in what the tables differ from what the log tells of them.

    Only secrets and the counters of changes are not told.
    """
    told, wrong = _replayed()
    for mapper in db.Model.registry.mappers:
        if issubclass(mapper.class_, Audited):
            wrong += _differences(mapper.class_, told)
    return wrong + [f"{row} is told of, but gone" for row in told]


def _replayed() -> tuple[Rows, list[str]]:
    """Return the rows that stand in the end, and old values that did not stand where they say."""
    found: Rows = defaultdict(dict)
    wrong = []
    for changes in db.session.scalars(select(LedgerEntry.changes).order_by(LedgerEntry.id)):
        for row, columns in changes.items():
            for name, (old, new) in columns.items():
                if not _same(stood := found[row].get(name, old), old):
                    wrong.append(f"{row}.{name} was {stood!r}, told as {old!r}")
                found[row][name] = new
    gone = [row for row, columns in found.items() if all(v is None for v in columns.values())]
    for row in gone:
        del found[row]
    return found, wrong


def _differences(model: Any, told: Rows) -> Iterator[str]:
    columns = {name: c for name, c in model.__table__.columns.items() if not c.primary_key}
    for hidden in (*model.unlogged, getattr(model.__mapper__.version_id_col, "name", None)):
        columns.pop(hidden, None)
    for row in db.session.execute(select(model.__table__)).mappings():
        key = "-".join(str(row[column.name]) for column in model.__table__.primary_key)
        name = f"{model.__name__.lower()}:{key}"
        known = told.pop(name, {})
        for column, kind in columns.items():
            if not _agree(kind, row[column], known.get(column, UNTOLD)):
                yield f"{name}.{column}: {row[column]!r}"


def _agree(column: Column[Any], value: object, told: object) -> bool:
    if told is not UNTOLD:
        return _same(_opened(told), _plain(value))
    return value is None or (column.default is not None and column.default.arg == value)


def _opened(value: Any) -> Any:
    """Return a personal value that the log only commits to."""
    if not isinstance(value, dict) or "commitment" not in value:
        return value
    query = select(LedgerSecret.value).where(LedgerSecret.commitment == value["commitment"])
    return db.session.scalar(query)


def _same(one: Any, other: Any) -> bool:
    return one == other or (_number(one) is not None and _number(one) == _number(other))


def _number(value: Any) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) and value.replace(".", "").isdecimal() else None
