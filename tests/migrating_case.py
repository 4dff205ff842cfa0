"""What a migration does to rows, as a test tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.migrating import Rows

Found = Mapping[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Case:
    """A migration, with what it adds and drops by name; ``?`` marks what may be NULL.

    ``rows`` are there before, beside the first ones; of these it changes what
    ``mends`` names. ``refuses`` was taken before, ``takes`` was refused,
    ``always`` is taken by both. ``later`` are rows that only the new shape
    holds, and ``back`` is what the way back leaves of them.
    """

    revision: str
    rows: Rows = field(default_factory=dict)
    adds: str = ""
    drops: str = ""
    mends: str = ""
    finds: Found = field(default_factory=dict)
    refuses: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    later: Rows = field(default_factory=dict)
    back: Found = field(default_factory=dict)

    @property
    def before(self) -> str:
        return f"{int(self.revision) - 1:04}"


def columns(table: str, names: str) -> str:
    return " ".join(f"{table}.{name}" for name in names.split())
