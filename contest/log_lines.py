"""Lines of the log as people read them: no personal value, no secret and no mark stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

# What judges give is read on pages that know who may; the log says only that it changed.
GIVEN = frozenset({"ballot", "mark"})
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Change:
    """A column of a row, before and after, as far as the log shows it."""

    row: str
    column: str
    old: str
    new: str


def changes_in(changes: Mapping[str, Mapping[str, list[Any]]]) -> Iterator[Change]:
    """Yield what a line changed, row by row."""
    for row, columns in changes.items():
        given = row.partition(":")[0] in GIVEN
        for column, (old, new) in columns.items():
            yield Change(row, column, *(shown(value, given=given) for value in (old, new)))


def shown(value: Any, *, given: bool = False) -> str:
    """Return a value as the log shows it."""
    if value is None or value == "":
        return "—"
    if given:
        return _("（评分内容）")
    if isinstance(value, dict):
        return _("（个人信息）") if "commitment" in value else _("（保密）")
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
