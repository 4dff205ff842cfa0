"""What a session's closing and freezing are confirmed by."""

from __future__ import annotations

from dataclasses import dataclass

from judging.queries.live import Live
from judging.running import Part


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is restated before a session is frozen."""

    entries: int
    heard: int
    submitted: int
    absent: int
    recused: int
    unscored: int

    @property
    def stamp(self) -> str:
        """The numbers as the confirmation carries them."""
        numbers = (self.entries, self.heard, self.submitted, self.absent, self.recused)
        return "/".join(map(str, (*numbers, self.unscored)))


def numbers_of(live: Live) -> Numbers:
    """Return the numbers of a session as it stands."""
    turns = [turn for turn in live.turns if turn.is_admitted]
    return Numbers(
        entries=len(turns),
        heard=sum(turn.is_heard for turn in turns),
        submitted=sum(len(turn.ballots) for turn in turns),
        absent=sum(turn.count(Part.ABSENT) for turn in turns),
        recused=sum(turn.count(Part.RECUSED) for turn in turns),
        unscored=len(turns) - len(live.places),
    )
