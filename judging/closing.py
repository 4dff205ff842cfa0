"""What stands in the way of closing a session, by name, and what to do about each. Pure.

A missing ballot is never filled: its judge submits it, or is on record as absent. What the rules
leave to the organizer (too few judges, an entry never called) closes with a reason on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from judging.quorum import Quorum, Shortfall
from judging.running import Share, Turn


class BlockerKind(StrEnum):
    """Kinds of blockers, those first that nobody can override."""

    MISSING_BALLOT = "missing_ballot"
    BELOW_QUORUM = "below_quorum"
    NEVER_CALLED = "never_called"
    UNSENT = "unsent"
    LATE = "late"


# Settled before closing; there is always a way that the rules know: absence on record.
FORBIDDING = frozenset({BlockerKind.MISSING_BALLOT})
# Left to the organizer, with a reason.
NEEDING_REASON = frozenset({BlockerKind.BELOW_QUORUM, BlockerKind.NEVER_CALLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One thing amiss, with the entry and the judge that it is about."""

    kind: BlockerKind
    turn: Turn | None = None
    share: Share | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    number: int = 0

    @property
    def forbids(self) -> bool:
        """Whether the session cannot be closed before it is settled."""
        return self.kind in FORBIDDING

    @property
    def needs_reason(self) -> bool:
        """Whether the organizer may close all the same, saying why."""
        return self.kind in NEEDING_REASON


def blockers(turns: Sequence[Turn], quorum: Quorum, *, late: int = 0) -> list[Blocker]:
    """Return everything that is amiss with the session, the gravest first."""
    admitted = [turn for turn in turns if turn.is_admitted]
    found = [blocker for turn in admitted for blocker in _of_turn(turn, quorum)]
    found += _unsent(admitted)
    if late:
        found.append(Blocker(kind=BlockerKind.LATE, number=late))
    order = list(BlockerKind)
    return sorted(found, key=lambda blocker: order.index(blocker.kind))


def _of_turn(turn: Turn, quorum: Quorum) -> Iterator[Blocker]:
    if not turn.is_heard:
        yield Blocker(kind=BlockerKind.NEVER_CALLED, turn=turn)
        return
    for share in turn.owing:
        yield Blocker(kind=BlockerKind.MISSING_BALLOT, turn=turn, share=share)
    if short := turn.short(quorum):
        yield Blocker(kind=BlockerKind.BELOW_QUORUM, turn=turn, shortfalls=short)


def _unsent(turns: Sequence[Turn]) -> list[Blocker]:
    """Return a warning for each judge whose tablet says that it has not sent everything."""
    shares = {share.judge.id: share for turn in turns for share in turn.shares}
    return [
        Blocker(kind=BlockerKind.UNSENT, share=share, number=share.judge.unsent)
        for share in shares.values()
        if share.judge.unsent
    ]
