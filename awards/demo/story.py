"""The demo's past as a list of happenings, told in the order of their time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from contest.core import clock
from contest.core.db import Model, db

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that somebody did at ``at``; equal times keep the order they are given in."""

    at: datetime
    do: Callable[[], object]


@dataclass(slots=True)
class Cast:
    """Everybody and everything of the demo, by kind of row and the key of the texts."""

    numbers: dict[tuple[type, str], int] = field(default_factory=dict)

    def add(self, key: str, row: Row) -> Row:
        """Write a new row, inside an action, and remember it by its key."""
        db.session.add(row)
        db.session.flush()
        self.remember(key, row)
        return row

    def remember(self, key: str, row: Any) -> None:
        """Keep the number of a row that an action has made."""
        self.numbers[type(row), key] = row.id

    def find(self, kind: type[Row], key: str) -> Row:
        """Return a row as the database has it now. Raise KeyError before it is told of."""
        return db.session.get_one(kind, self.numbers[kind, key])


def tell(happenings: Iterable[Happening]) -> None:
    """Let everything happen, the earliest first."""
    for happening in sorted(happenings, key=lambda h: h.at):
        with clock.at(happening.at):
            happening.do()
        # What has been told is not looked at again: a long story must not grow heavy.
        db.session.expunge_all()
