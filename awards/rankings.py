"""A plan's lines as its page lays them out: ranking by ranking, each with its award line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from awards.models import PlanLine
from awards.outcomes import Reason
from judging.queries.standings import ShownRow


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with its standing, and the gap to the award line where that runs right above it."""

    line: PlanLine
    standing: ShownRow | None
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The lines of one ranking; ``challenge`` names it where each challenge has its own."""

    challenge: str
    lines: tuple[Ranked, ...]


def rankings_of(
    lines: Sequence[PlanLine], standings: Mapping[int, ShownRow]
) -> tuple[Ranking, ...]:
    """Return the rankings in the order of the lines; ``standings`` are by entry."""

    def challenge(line: PlanLine) -> str:
        standing = standings.get(line.entry_id)
        return standing.line.challenge if standing and standing.line.in_challenge else ""

    groups = [(name, list(group)) for name, group in groupby(lines, key=challenge)]
    return tuple(Ranking(name, _ranked(group, standings)) for name, group in groups)


def _ranked(lines: Sequence[PlanLine], standings: Mapping[int, ShownRow]) -> tuple[Ranked, ...]:
    last = max((at for at, line in enumerate(lines) if _won(line)), default=None)
    first_below = None if last is None else last + 1
    return tuple(
        Ranked(
            line,
            standings.get(line.entry_id),
            lines[at - 1].score - line.score if at == first_below else None,
        )
        for at, line in enumerate(lines)
    )


def _won(line: PlanLine) -> bool:
    return line.prize_id is not None or line.reason_code == Reason.ALREADY_AWARDED
