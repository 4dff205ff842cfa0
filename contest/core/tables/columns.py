"""Typed columns: what each cell of a table is, before any file format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, Literal

from contest.core.clock import local
from contest.core.money import yuan

Kind = Literal["text", "int", "decimal", "money", "date", "datetime"]
Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the rows' key (or attribute), its heading, and the kind of its cells.

    ``money`` cells are fen and shown in yuan; ``datetime`` cells are aware and shown in
    Asia/Shanghai; ``decimal`` cells are shown with ``places`` decimals. ``None`` is an empty cell.
    """

    key: str
    label: str
    kind: Kind = "text"
    places: int = 2


def cells(columns: Sequence[Column], rows: Iterable[object]) -> Iterator[tuple[Any, ...]]:
    """Yield each row's typed cells in the order of the columns.

    Rows are mappings or objects with attributes. Raises ``TypeError`` where a cell is not of
    its column's kind, and ``ValueError`` for a time without a zone.
    """
    typed = [(column, _TYPED[column.kind]) for column in columns]
    mapped, named = (_reader(reader, columns) for reader in (itemgetter, attrgetter))
    for row in rows:
        values = (mapped if isinstance(row, Mapping) else named)(row)
        yield tuple(
            None if value is None else convert(column, value)
            for (column, convert), value in zip(typed, values, strict=True)
        )


def _reader(
    getter: Callable[..., Callable[[Any], Any]], columns: Sequence[Column]
) -> Callable[[Any], tuple[Any, ...]]:
    read = getter(*(column.key for column in columns))
    return read if len(columns) > 1 else lambda row: (read(row),)


def _text(_column: Column, value: object) -> str:
    return str(value)


def _whole(column: Column, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{column.key}: {value!r} is not a whole number")
    return value


def _decimal(column: Column, value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return Decimal(_whole(column, value))


def _money(column: Column, value: object) -> Decimal:
    return yuan(_whole(column, value))


def _date(column: Column, value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"{column.key}: {value!r} is not a date")
    return value


def _moment(column: Column, value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"{column.key}: {value!r} is not a time")
    if value.tzinfo is None:
        raise ValueError(f"{column.key}: {value} has no zone")
    return local(value).replace(tzinfo=None)


_TYPED: dict[Kind, Callable[[Column, object], Any]] = {
    "text": _text,
    "int": _whole,
    "decimal": _decimal,
    "money": _money,
    "date": _date,
    "datetime": _moment,
}
