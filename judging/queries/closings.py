"""What a session's closing and freezing are confirmed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from judging.outliers import Outlier, outliers
from judging.queries.live import Live
from judging.queries.rulesheets import rules_of
from judging.rules import Rules
from judging.running import Part, Turn


@dataclass(frozen=True, slots=True)
class Far:
    """A total or a mark far from the panel's median, with the entry and the judge's name."""

    turn: Turn
    judge: str
    outlier: Outlier


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


def far_of(live: Live) -> list[Far]:
    """Return what was given far from the panel's median, by the contest's setting; read from live.

    The submitted ballots of admitted entries are looked at. Nothing is done about any of them.
    """
    return list(_far(live, rules_of(live.sheet))) if live.sheet else []


def _far(live: Live, rules: Rules) -> Iterator[Far]:
    names = {judge.id: judge.name for judge in live.judges}
    percent = live.session.contest.outlying_percent
    for turn in live.turns:
        if turn.is_admitted:
            for one in outliers(turn.ballots, rules, percent=percent):
                yield Far(turn, names.get(one.judge, ""), one)


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
