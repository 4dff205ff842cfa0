"""Potential recusals (潜在回避): where a judge worked, against who has a part in an entry. Pure.

Ground and look-back are those of 政府采购法实施条例 art. 9: employed there within the
last three years. Found is not decided: the organizer confirms or dismisses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

LOOK_BACK_YEARS = 3

Part = Literal["lead", "member", "issuer"]


@dataclass(frozen=True, slots=True)
class Employer:
    """A judge's employer by credit code; ``ended_on`` is None while they still work there."""

    uscc: str
    name: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation with a part in an entry, by credit code."""

    uscc: str
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a judge may have to stand back: their employer is a party."""

    employer: Employer
    party: Party

    @property
    def key(self) -> str:
        """The tie as it is told apart from others: ``CODE:part``."""
        return f"{_code(self.party.uscc)}:{self.party.part}"


def looks_back_to(on: date) -> date:
    """Return the first day of the three years that end with ``on``."""
    try:
        return on.replace(year=on.year - LOOK_BACK_YEARS)
    except ValueError:  # 29 February, and no such day three years ago
        return on.replace(year=on.year - LOOK_BACK_YEARS, day=28)


def ties(employers: Iterable[Employer], parties: Iterable[Party], *, on: date) -> tuple[Tie, ...]:
    """Return every tie between a judge and an entry, as of the day ``on``.

    An employment that ended exactly three years before still counts.
    """
    recent = [e for e in employers if e.ended_on is None or e.ended_on >= looks_back_to(on)]
    involved = list(parties)
    return tuple(
        Tie(employer, party)
        for employer in recent
        for party in involved
        if employer.uscc and _code(employer.uscc) == _code(party.uscc)
    )


def _code(uscc: str) -> str:
    return uscc.strip().upper()


def potential(
    judges: Mapping[int, Iterable[Employer]],
    entries: Mapping[int, Iterable[Party]],
    *,
    pairs: Iterable[tuple[int, int]],
    on: date,
) -> dict[tuple[int, int], tuple[Tie, ...]]:
    """Return the ties of every (judge, entry) pair that has any."""
    found = {
        (judge, entry): ties(judges.get(judge, ()), entries.get(entry, ()), on=on)
        for judge, entry in pairs
    }
    return {pair: why for pair, why in found.items() if why}


def why(found: Iterable[Tie]) -> str:
    """Return the ties in words, one a line, as they are kept with a recusal."""
    parts = {"lead": "牵头单位", "member": "联合体成员", "issuer": "榜单发榜方"}
    return "\n".join(
        f"专家任职单位“{tie.employer.name}”（{tie.employer.uscc}，{_until(tie.employer)}）"
        f"是本项目的{parts[tie.party.part]}“{tie.party.name}”。"
        for tie in found
    )


def _until(employer: Employer) -> str:
    return f"任职至 {employer.ended_on}" if employer.ended_on else "仍在职"
