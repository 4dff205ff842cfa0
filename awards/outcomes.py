"""What an allocation is about: prizes, candidates, limits, and what became of each entry.

Pure. Money is in whole fen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

# 1,000,000 yuan; 宁波市《关于开放应用场景推动创新发展的实施意见》§三(三)
MOST_FOR_ONE_AWARD_FEN = 100_000_000

Values = Mapping[str, int | str | Decimal]


class Reason(StrEnum):
    """Why an entry has a prize or none; ``Outcome.values`` hold the figures."""

    WON = "won"
    LEFT_CONTEST = "left_contest"  # how: withdrawn, disqualified …
    NOT_PLACED = "not_placed"
    BELOW_PASS_MARK = "below_pass_mark"  # noqa: S105 -- no password; score, pass_mark
    ALREADY_AWARDED = "already_awarded"  # by an earlier plan
    ENTERPRISE_ALREADY_AWARDED = "enterprise_already_awarded"  # entry: the one awarded
    OVER_BUDGET = "over_budget"  # amount_fen, left_fen
    SEATS_USED_UP = "seats_used_up"  # standby: moves up as the n-th (递补第 n 位)


class PrizeRefused(ValueError):
    """A list of prizes that must not be given; the reason is in Chinese."""


class UnsettledTie(Exception):
    """Equals would fare differently: people must decide before anything is given."""

    def __init__(self, group: str, prize: Prize, equals: Sequence[Candidate]) -> None:
        self.group = group
        self.prize = prize
        self.place = equals[0].place
        self.entries = tuple(candidate.entry for candidate in equals)
        super().__init__(f"{group}, {prize.name}, place {self.place}: {', '.join(self.entries)}")


@dataclass(frozen=True, slots=True)
class Prize:
    """``seats`` awards of ``amount_fen`` each. Raise PrizeRefused above 1,000,000 yuan."""

    key: str
    name: str
    seats: int
    amount_fen: int

    def __post_init__(self) -> None:
        if not 0 <= self.amount_fen <= MOST_FOR_ONE_AWARD_FEN:
            raise PrizeRefused(f"“{self.name}”每个奖励应在 0 到 100 万元之间。")
        if self.seats < 0:
            raise PrizeRefused(f"“{self.name}”的名额不能为负。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry with its place and published score; both None if it was not placed.

    ``left`` says how it has left the contest since; such an entry gets nothing.
    """

    entry: str
    enterprise: str
    place: int | None
    score: Decimal | None
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What no allocation passes."""

    budget_fen: int
    pass_mark: Decimal | None = None
    one_award_per_enterprise: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An award that stands by an earlier plan: it is not given again."""

    entry: str
    enterprise: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: its prize, or none, and why."""

    group: str
    candidate: Candidate
    prize: Prize | None
    reason: Reason
    values: Values = field(default_factory=dict)

    @property
    def amount_fen(self) -> int:
        return self.prize.amount_fen if self.prize else 0
