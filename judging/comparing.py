"""Standings beside other standings: what changes, entry by entry. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from judging.tally import Line, Roll

Prizes = Mapping[int, str]
# Before and after, None (or "" of a prize) where there is none.
Pair = tuple[Any, Any]

FIGURES = ("place", "score", "technical", "commercial")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in both: its figures and its prize, before and after."""

    entry: int
    ranking: int | None
    place: Pair
    score: Pair
    technical: Pair
    commercial: Pair
    prize: Pair

    @property
    def changes(self) -> bool:
        """Whether anything of it does."""
        return any(old != new for old, new in self._pairs())

    @property
    def wins_or_loses(self) -> bool:
        """Whether it would get another prize, or none, or one at last."""
        return bool(self.prize[0] != self.prize[1])

    def _pairs(self) -> list[Pair]:
        return [self.place, self.score, self.technical, self.commercial, self.prize]


def compare(
    before: Sequence[Line], after: Sequence[Line], *, prizes: tuple[Prizes, Prizes]
) -> list[Row]:
    """Return a row for every entry of either, ranking by ranking, by place afterwards."""
    old, new = ({line.entry: line for line in lines} for lines in (before, after))
    rows = [
        _row(entry, old.get(entry), new.get(entry), prizes=prizes)
        for entry in dict.fromkeys((*new, *old))
    ]
    return sorted(rows, key=lambda row: (row.ranking or 0, row.place[1] is None, row.place[1] or 0))


def _row(entry: int, old: Line | None, new: Line | None, *, prizes: tuple[Prizes, Prizes]) -> Row:
    pairs = {name: (_figure(old, name), _figure(new, name)) for name in FIGURES}
    ranking = next(line.ranking for line in (new, old) if line)
    prize = (prizes[0].get(entry, ""), prizes[1].get(entry, ""))
    return Row(entry=entry, ranking=ranking, prize=prize, **pairs)


def _figure(line: Line | None, name: str) -> int | str | None:
    """Return a place as a number and a score as text, as the preview's digest takes them."""
    value = line and getattr(line, name)
    return value if value is None or isinstance(value, int) else f"{value:f}"


def told(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows that change as plain JSON."""
    return [{**asdict(row)} for row in rows if row.changes]


def untold(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the rows that were told."""
    return [Row(**row) for row in rows]


def near(rows: Sequence[Row], *, most: int) -> list[Row]:
    """Return the rows of each ranking in which anything changes, all of them while they are few.

    Beyond ``most`` only those that change.
    """
    rankings = {row.ranking for row in rows if row.changes}
    found = [row for row in rows if row.ranking in rankings]
    return found if len(found) <= most else [row for row in found if row.changes]


def with_marks(roll: Roll, marks: Mapping[tuple[int, int], Mapping[str, Any]]) -> Roll:
    """Return the roll with other marks on the ballots, by (entry, judge), that are counted.

    A ballot that is not counted, because it is void or its judge recused, stays so.
    """
    ballots = {entry: dict(judges) for entry, judges in roll.ballots.items()}
    for (entry, judge), given in marks.items():
        if judge in ballots.get(entry, {}):
            ballots[entry][judge] = dict(given)
    return replace(roll, ballots=ballots)


def exact_marks(marks: Mapping[str, str]) -> dict[str, Decimal]:
    """Return marks that are kept as texts as exact numbers."""
    return {key: Decimal(mark) for key, mark in marks.items()}
