"""Quorum (法定人数): enough ballots, and enough of each kind of judge, for an entry. Pure.

Asked when the panel is made, when the session opens and before publishing,
with the judges who remain after recusals and absences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quorum:
    """The fewest judges in all, and the fewest of each kind."""

    judges: int
    of_kind: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is missing; ``kind`` is None where it is judges of any kind."""

    kind: str | None
    needed: int
    present: int


def shortfalls(kinds: Iterable[str], quorum: Quorum) -> tuple[Shortfall, ...]:
    """Return what is missing for an entry marked by judges of these kinds, one each.

    An empty answer means that the quorum is met.
    """
    present = Counter(kinds)
    asked: list[tuple[str | None, int, int]] = [(None, quorum.judges, present.total())]
    asked += [(kind, needed, present[kind]) for kind, needed in quorum.of_kind.items()]
    return tuple(Shortfall(*line) for line in asked if line[2] < line[1])
