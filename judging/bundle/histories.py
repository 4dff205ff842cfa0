"""Every version of every ballot, as the lines of the log tell them one after the other. Pure.

What stands in the end is kept by ballot, what stood before is spilled to a file: a contest has
many times more versions than ballots.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any, NamedTuple

from judging.receipts import content_of

Columns = Mapping[str, list[Any]]
Line = Mapping[str, Any]
# The keys of each rule sheet's criteria, by the number of the sheet and of the criterion.
Keys = Mapping[int, Mapping[int, str]]
_OLD, _NEW = 0, 1
# The line in which a judge agrees to new marks, and which binds them.
SIGNED = "amendment.signed"


class Bound(NamedTuple):
    """The last line that bound a ballot's content."""

    sequence: int
    content: str


@dataclass
class _Ballot:
    """A ballot as the lines so far have it: its columns, and its marks by criterion."""

    columns: dict[str, Any]
    marks: dict[int, str] = field(default_factory=dict)


class _Told(NamedTuple):
    """What a line tells of a mark: its ballot, its criterion, and the columns that changed."""

    ballot: int
    criterion: int
    columns: Columns

    @property
    def carried_from(self) -> int | None:
        """The criterion it stood on, where it went over to another rule sheet's."""
        old, new = self.columns.get("criterion_id", (None, None))
        return old if new is not None else None


class Histories:
    """Follow the lines of a chain in order, then ask for the versions of each ballot.

    A ballot whose beginning the chain does not tell has no versions. ``bound`` are, by the
    ballot's number, the last lines that bound what it said.
    """

    def __init__(self, keys: Keys, spill: IO[bytes]) -> None:
        self.bound: dict[int, Bound] = {}
        self._keys = keys
        self._spill = spill
        self._ballots: dict[int, _Ballot] = {}
        self._offsets: dict[int, array[int]] = {}
        # Contents that judges have signed, before the line that brings several of them at once.
        self._signed: dict[str, int] = {}

    def follow(self, line: Line) -> None:
        """Take in what a line changed."""
        if line.get("verb") == SIGNED:
            self._signed[line["binds"]] = line["sequence"]
        rows = [(*_named(row), columns) for row, columns in line["changes"].items()]
        ballots = [(key[0], told) for kind, key, told in rows if kind == "ballot"]
        marks = [_Told(key[0], key[1], told) for kind, key, told in rows if kind == "mark"]
        for number, columns in ballots:
            self._change(number, columns)
        self._mark(marks)
        touched = {number for number, _columns in ballots} | {told.ballot for told in marks}
        for number in sorted(touched & self._ballots.keys()):
            self._keep(number, line)

    def of(self, number: int) -> Iterator[dict[str, Any]]:
        """Yield a ballot's versions, the oldest first: sequence, state, content and marks.

        ``content`` is the digest that the line bound, None where it bound none of this ballot:
        a line that makes several void does not.
        """
        for offset in self._offsets.get(number, ()):
            self._spill.seek(offset)
            yield json.loads(self._spill.readline())

    def _change(self, number: int, columns: Columns) -> None:
        if "uuid" in columns:  # it begins or is deleted
            self._ballots.pop(number, None)
            if columns["uuid"][_OLD] is None:
                self._ballots[number] = _Ballot({})
                self._offsets[number] = array("Q")
        if found := self._ballots.get(number):
            found.columns.update({name: told[_NEW] for name, told in columns.items()})

    def _mark(self, marks: Sequence[_Told]) -> None:
        """Write the marks; those carried over to another sheet's criteria keep their points."""
        carried = [
            self._marks(told.ballot).pop(told.carried_from, None) if told.carried_from else None
            for told in marks
        ]
        for told, stood in zip(marks, carried, strict=True):
            points = told.columns["points"][_NEW] if "points" in told.columns else stood
            if points is None:
                self._marks(told.ballot).pop(told.criterion, None)
            else:
                self._marks(told.ballot)[told.criterion] = f"{Decimal(points):.2f}"

    def _marks(self, ballot: int) -> dict[int, str]:
        found = self._ballots.get(ballot)
        return found.marks if found else {}

    def _keep(self, number: int, line: Line) -> None:
        found = self._ballots[number]
        state, marks = found.columns["state"], self._written(found)
        named = {"uuid": "uuid", "entry": "entry_id", "judge": "judge_id"}
        told: dict[str, Any] = {name: found.columns[column] for name, column in named.items()}
        content = content_of(**told, state=state, marks=marks)
        if content == line["binds"]:
            self.bound[number] = Bound(line["sequence"], content)
        elif signed := self._signed.get(content):
            self.bound[number] = Bound(signed, content)
        version = {
            "sequence": line["sequence"],
            "state": state,
            "content": content if content == line["binds"] else None,
            "marks": marks,
        }
        self._offsets[number].append(self._spill.seek(0, 2))
        self._spill.write(json.dumps(version).encode() + b"\n")

    def _written(self, ballot: _Ballot) -> dict[str, str | None]:
        keys = self._keys.get(ballot.columns["rule_sheet_id"], {})
        return {key: ballot.marks.get(criterion) for criterion, key in keys.items()}


def _named(row: str) -> tuple[str, tuple[int, ...]]:
    """Return kind and numbers of a row; the numbers only of those that are followed."""
    kind, _, key = row.partition(":")
    return kind, tuple(map(int, key.split("-"))) if kind in {"ballot", "mark"} else ()
