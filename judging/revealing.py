"""A session's scores for the hall: places within it, shown from the last to the first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from judging.comparing import exact_marks
from judging.ranking import Placing
from judging.rules import Rules
from judging.running import Turn
from judging.scoring import Ballot, EntryScore, keyed, score_entry
from judging.tie_decisions import rank_with


class Amended(Protocol):
    """A ballot that was amended, with the marks before."""

    @property
    def judge(self) -> int:
        """Whose ballot."""

    @property
    def before(self) -> Mapping[str, str]:
        """Its marks until then, as texts."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A turn with its score and its place among the session's entries."""

    turn: Turn
    place: int
    score: EntryScore
    tied: bool

    @property
    def is_revealed(self) -> bool:
        """Whether the hall may see it."""
        return self.turn.revealed_at is not None


def placed(turns: Sequence[Turn], rules: Rules) -> list[Placed]:
    """Return the turns with a score, the last place first; equals in their running order."""
    by_entry = {str(turn.entry_id): turn for turn in turns if turn.is_admitted}
    scores = {entry: entry_score(turn, rules) for entry, turn in by_entry.items()}
    found = [
        _placed(by_entry[placing.entry], placing)
        for placing in rank_with(scores, rules)
        if placing.place is not None
    ]
    return sorted(found, key=lambda one: (-one.place, one.turn.position))


def entry_score(turn: Turn, rules: Rules) -> EntryScore:
    """Return what the turn's submitted ballots make by the rules."""
    return score_entry(keyed(turn.ballots), rules)


def score_before(turn: Turn, steps: Sequence[Amended], rules: Rules) -> EntryScore:
    """Return what the turn's ballots made before they were amended."""
    ballots: dict[int, Ballot] = dict(turn.ballots)
    for step in reversed(steps):
        if step.judge in ballots:
            ballots[step.judge] = exact_marks(step.before)
    return score_entry(keyed(ballots), rules)


def next_to_reveal(order: Sequence[Placed]) -> Placed | None:
    """Return whose turn it is to be shown: the lowest place that is still hidden."""
    return next((one for one in order if not one.is_revealed), None)


def last_revealed(order: Sequence[Placed]) -> Placed | None:
    """Return what was shown last, and is the first to be hidden again."""
    shown = [one for one in order if one.is_revealed]
    return shown[-1] if shown else None


def _placed(turn: Turn, placing: Placing) -> Placed:
    return Placed(turn, placing.place or 0, placing.score, placing.tied)
