"""The tables as the log tells them: every line's changes, one after the other.

What somebody wrote past the product, with the database's password, no line tells of; so the
tables and the log no longer say the same, and this finds where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, select

from contest.core.audit import Audited, plain
from contest.core.db import Model, db
from contest.core.ledger import LedgerEntry, LedgerSecret

Rows = dict[str, dict[str, Any]]
Secrets = dict[str, str]

UNTOLD = object()
ERASED = object()
_MOST_SHOWN = 40
_BATCH: Any = {"yield_per": 500}

# What migrations wrote into rows that stood there, which no line tells of.
FILLED = frozenset(
    {
        ("user", "name_key"),
        ("user", "disabled_by_organizer"),
        ("prize", "position"),
        ("recusal", "ties"),
        ("plan", "returned_at"),
        ("plan", "returned_by_id"),
        ("plan", "return_reason"),
    }
)
RENAMED = {("entry", "state"): {"closed": "disqualified"}}


def differences() -> Iterator[str]:
    """Yield in what the tables differ from what the log tells of them, as sentences for people.

    Only secrets and the counters of changes are not told. A personal value that was erased from
    beside the log agrees with any.
    """
    secrets = dict(db.session.execute(select(LedgerSecret.commitment, LedgerSecret.value)).all())
    told: Rows = defaultdict(dict)
    yield from _replay(told, secrets)
    models = {model.__name__.lower(): model for model in _models()}
    for model in models.values():
        yield from _wrong_rows(model, told, secrets)
    for row in told:
        if row.partition(":")[0] in models:
            yield f"{row}：日志记有这一行，表中却没有"


def _models() -> list[Any]:
    found = (mapper.class_ for mapper in Model.registry.mappers)
    return [model for model in found if issubclass(model, Audited)]


def _replay(told: Rows, secrets: Secrets) -> Iterator[str]:
    """Let ``told`` be the rows that stand in the end; yield old values that did not stand there."""
    query = select(LedgerEntry.chain, LedgerEntry.sequence, LedgerEntry.changes)
    lines = db.session.execute(query.order_by(LedgerEntry.id).execution_options(**_BATCH))
    for chain, sequence, changes in lines:
        for row, columns in changes.items():
            for name, (old, new) in columns.items():
                if not _same(stood := told[row].get(name, old), old, secrets):
                    where = f"{chain} 第 {sequence} 行：{row}.{name}"
                    yield f"{where} 所记旧值为 {_shown(old)}，按此前各行应为 {_shown(stood)}"
                told[row][name] = new
    for row in [row for row, columns in told.items() if not any(_stand(columns))]:
        del told[row]


def _stand(columns: dict[str, Any]) -> Iterator[bool]:
    return (value is not None for value in columns.values())


def _wrong_rows(model: Any, told: Rows, secrets: Secrets) -> Iterator[str]:
    table, kind = model.__table__, model.__name__.lower()
    hidden = {*model.unlogged, getattr(model.__mapper__.version_id_col, "name", None)}
    columns = [c for c in table.columns if not c.primary_key and c.name not in hidden]
    for row in db.session.execute(select(table).execution_options(**_BATCH)).mappings():
        name = f"{kind}:{'-'.join(str(row[column.name]) for column in table.primary_key)}"
        known = told.pop(name, None)
        if known is None:
            yield f"{name}：表中有这一行，日志却没有"
            continue
        for column in columns:
            value, said = plain(row[column.name]), known.get(column.name, UNTOLD)
            if not _agree(column, value, _renamed(kind, column.name, said), secrets):
                yield _sentence(model, name, column.name, value=value, said=said)


def _sentence(model: Any, row: str, column: str, *, value: Any, said: Any) -> str:
    if column in model.personal:
        return f"{row}.{column}：与日志的承诺值不符"
    return f"{row}.{column}：表中为 {_shown(value)}，日志所记为 {_shown(said)}"


def _renamed(kind: str, column: str, said: Any) -> Any:
    names = RENAMED.get((kind, column))
    return names.get(said, said) if names and isinstance(said, str) else said


def _agree(column: Column[Any], value: object, said: object, secrets: Secrets) -> bool:
    if said is not UNTOLD:
        return _same(said, value, secrets)
    if value is None or (column.table.name, column.name) in FILLED:
        return True
    return value == _default(column)


def _default(column: Column[Any]) -> Any:
    """Return what a column gets by itself: a flush does not tell of it."""
    given: Any = column.default
    if given is None:
        return None
    return given.arg(None) if given.is_callable else plain(given.arg)


def _same(one: Any, other: Any, secrets: Secrets) -> bool:
    one, other = _opened(one, secrets), _opened(other, secrets)
    if one is ERASED or other is ERASED:
        return True
    return bool(one == other) or (_number(one) is not None and _number(one) == _number(other))


def _opened(value: Any, secrets: Secrets) -> Any:
    """Return a personal value that the log only commits to."""
    if not isinstance(value, dict) or "commitment" not in value:
        return value
    return secrets.get(value["commitment"], ERASED)


def _number(value: Any) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) and value.replace(".", "").isdecimal() else None


def _shown(value: Any) -> str:
    """Return a value short enough for a line; what is secret or personal only as such."""
    if value is UNTOLD or value is None:
        return "空"
    if isinstance(value, dict) and value.keys() & {"commitment", "secret"}:
        return "（不公开）"
    text = str(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
