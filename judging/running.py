"""A session as it runs: its turns, and how far each judge is with each. Plain values. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from judging.quorum import Quorum, Shortfall, shortfalls
from judging.scoring import Ballot

# A tablet asks every few seconds; one that has not for this long is away.
OFFLINE_AFTER = timedelta(seconds=45)


class Part(StrEnum):
    """How far a judge is with an entry."""

    SUBMITTED = "submitted"
    WRITING = "writing"
    WAITING = "waiting"
    RECUSED = "recused"
    ABSENT = "absent"


# Who is still to mark.
OWING = frozenset({Part.WRITING, Part.WAITING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A seated judge, and what their tablet last told: None where it never asked."""

    id: int
    name: str
    kind: str
    seen_at: datetime | None = None
    unsent: int = 0
    skew: int = 0
    tablet: str = ""

    def is_away(self, now: datetime) -> bool:
        """Return whether the tablet has stopped asking, or never did."""
        return self.seen_at is None or now - self.seen_at > OFFLINE_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A judge's part in one entry: ``given`` marks so far; why, where they are absent."""

    judge: Judge
    part: Part
    given: int = 0
    reason: str = ""
    undecided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An entry's turn. ``ballots`` are the submitted ones that count, by judge."""

    slot_id: int
    entry_id: int
    position: int
    number: str
    title: str
    enterprise: str
    public_title: str
    is_admitted: bool = True
    called_at: datetime | None = None
    left_at: datetime | None = None
    opened_at: datetime | None = None
    revealed_at: datetime | None = None
    shares: tuple[Share, ...] = ()
    ballots: Mapping[int, Ballot] = field(default_factory=dict)

    @property
    def is_on_stage(self) -> bool:
        """Whether it was called and has not left."""
        return self.called_at is not None and self.left_at is None

    @property
    def is_to_come(self) -> bool:
        """Whether it still waits to be called."""
        return self.is_admitted and self.called_at is None

    @property
    def is_heard(self) -> bool:
        """Whether it was called, or marked without a call."""
        return self.called_at is not None or any(share.given for share in self.shares)

    @property
    def owing(self) -> tuple[Share, ...]:
        """Return the parts of those who are still to submit."""
        return tuple(share for share in self.shares if share.part in OWING)

    def count(self, *parts: Part) -> int:
        """Return how many judges are at one of these parts."""
        return sum(share.part in parts for share in self.shares)

    def short(self, quorum: Quorum) -> tuple[Shortfall, ...]:
        """Return what the quorum lacks, without those who are recused or absent."""
        here = [
            share.judge.kind
            for share in self.shares
            if share.part not in {Part.RECUSED, Part.ABSENT}
        ]
        return shortfalls(here, quorum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A judge's call for help that nobody has answered yet."""

    id: int
    judge: str
    words: str
    at: datetime
    position: int | None = None


def on_stage(turns: Sequence[Turn]) -> Turn | None:
    """Return the turn that is on stage, if any."""
    return next((turn for turn in turns if turn.is_on_stage), None)


def to_come(turns: Sequence[Turn]) -> list[Turn]:
    """Return the turns that wait to be called, in order."""
    return [turn for turn in turns if turn.is_to_come]
