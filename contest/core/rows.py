"""Rows written as they are told, for what is saved at every tap.

A flush finds out what changed by comparing each object with what was loaded, which is most of
what a small change costs. Here the caller says what stood there and what shall stand: the same
values make the statement and the action's line of the log, and a row in which the old ones no
longer stand is not touched, so that the log cannot tell what did not happen. All that is not
written so often goes through the session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Delete, Insert, Table, Update, bindparam, delete, insert
from sqlalchemy import update as update_of
from sqlalchemy.orm.exc import StaleDataError

from contest.core import audit
from contest.core.audit import Audited
from contest.core.db import db

Values = Mapping[str, Any]


class Change(NamedTuple):
    """A row by its key, with the values that stand in it and those that shall."""

    key: Values
    old: Values
    new: Values = MappingProxyType({})


def add(model: type[Audited], row: Values) -> int:
    """Insert a row that the database numbers, and return its number.

    Columns that may be empty can be left out, those with a default cannot: it would not be told.
    """
    with audit.telling(db.session()) as (connection, tell):
        key: Any = connection.execute(_insert(_table(model), tuple(row)), row).inserted_primary_key
        tell(model, key, {name: (None, new) for name, new in row.items()})
    return int(key[0])


def add_all(model: type[Audited], rows: Sequence[Values]) -> None:
    """Insert rows, at least one, all of the same columns and their key among these."""
    with audit.telling(db.session()) as (connection, tell):
        connection.execute(_insert(_table(model), tuple(rows[0])), rows)
        for row in rows:
            told = {name: (None, new) for name, new in row.items()}
            tell(model, _key(model, row), told)


def change(model: type[Audited], changes: Sequence[Change]) -> None:
    """Put ``new`` where ``old`` stands, in rows of the same columns.

    Raise StaleDataError where other values stand.
    """
    columns = tuple(changes[0].new)
    with audit.telling(db.session()) as (connection, tell):
        sent = [_where(one) | {f"new_{name}": one.new[name] for name in columns} for one in changes]
        made = connection.execute(_update(_table(model), columns), sent)
        _refuse_stale(made.rowcount, changes, model)
        for one in changes:
            told = {name: (one.old[name], one.new[name]) for name in columns}
            tell(model, _key(model, one.key), told)


def remove(model: type[Audited], changes: Sequence[Change]) -> None:
    """Delete rows in which ``old`` stands; raise StaleDataError where other values do."""
    columns = tuple(changes[0].old)
    with audit.telling(db.session()) as (connection, tell):
        made = connection.execute(_delete(_table(model), columns), [_where(one) for one in changes])
        _refuse_stale(made.rowcount, changes, model)
        for one in changes:
            told = {name: (was, None) for name, was in {**one.key, **one.old}.items()}
            tell(model, _key(model, one.key), told)


def _refuse_stale(touched: int, changes: Sequence[Change], model: type[Audited]) -> None:
    if touched != len(changes):
        raise StaleDataError(f"{model.__name__}: {touched} of {len(changes)} rows are as they were")


# Built once for each set of columns: SQLAlchemy then knows the statement by sight.


@cache
def _insert(table: Table, columns: tuple[str, ...]) -> Insert:
    defaults = {column.name for column in table.columns if column.default is not None}
    if untold := defaults - set(columns):
        raise ValueError(f"{table.name}: no value told for {', '.join(sorted(untold))}")
    return insert(table)


@cache
def _update(table: Table, columns: tuple[str, ...]) -> Update:
    values: Any = {name: bindparam(f"new_{name}") for name in columns}
    return update_of(table).where(*_standing(table, columns)).values(values)


@cache
def _delete(table: Table, columns: tuple[str, ...]) -> Delete:
    return delete(table).where(*_standing(table, columns))


def _where(one: Change) -> dict[str, Any]:
    return {f"is_{name}": value for name, value in {**one.key, **one.old}.items()}


def _standing(table: Table, columns: tuple[str, ...]) -> list[ColumnElement[bool]]:
    keys = [table.c[name] == bindparam(f"is_{name}") for name in _keys(table)]
    standing = (table.c[name].is_not_distinct_from(bindparam(f"is_{name}")) for name in columns)
    return [*keys, *standing]


def _key(model: type[Audited], values: Values) -> list[Any]:
    return [values[name] for name in _keys(_table(model))]


@cache
def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table
