"""Cut lines (入围线): who stands above one, who below, and whose tie runs across it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from judging.estimates import Marks, marks_of
from judging.ranking import Placing
from judging.rules import Rules
from judging.scoring import Ballot, EntryScore, keyed, score_entry
from judging.tally import Roll
from judging.tie_decisions import Decision, rank_with

# An entry's ballots by judge, both by key.
Ballots = Mapping[str, Ballot]


@dataclass(frozen=True, slots=True)
class Cut:
    """A line below the first ``seats`` places; ``name`` is the prize whose seats end there."""

    seats: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is above a line; ``waiting`` are equals on both sides of it, for people to decide."""

    above: frozenset[str]
    waiting: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)  # no slots: scores and placings are worked out once
class Ranking:
    """All that the places of one ranking follow from; entries and judges by key.

    ``challenge`` is None where the whole contest is one ranking. Entries below ``pass_mark``
    are above no line, whatever their place.
    """

    challenge: int | None
    ballots: Mapping[str, Ballots]
    rules: Rules
    decisions: Sequence[Decision] = ()
    pass_mark: Decimal | None = None

    @cached_property
    def scores(self) -> dict[str, EntryScore]:
        """The scores as they are, by entry."""
        return {entry: score_entry(one, self.rules) for entry, one in self.ballots.items()}

    @cached_property
    def placings(self) -> tuple[Placing, ...]:
        """The places as they are, best first."""
        return rank_with(self.scores, self.rules, self.decisions)

    @cached_property
    def judges(self) -> tuple[str, ...]:
        """Everybody whose ballot counts for one of the entries, in the order of their numbers."""
        return tuple(sorted({judge for one in self.ballots.values() for judge in one}, key=int))

    def outcome(self, cut: Cut) -> Outcome:
        """Return who is above the line as things are."""
        return self.outcome_of(self.placings, cut)

    def outcome_of(self, placings: Iterable[Placing], cut: Cut) -> Outcome:
        """Return who is above the line by these places, the best first."""
        above: set[str] = set()
        waiting: set[str] = set()
        for place, equals in groupby(filter(self._passes, placings), key=lambda one: one.place):
            entries = {placing.entry for placing in equals}
            if (place or 0) - 1 + len(entries) <= cut.seats:
                above |= entries
            elif (place or 0) <= cut.seats:
                waiting |= entries
        return Outcome(frozenset(above), frozenset(waiting))

    def with_score(self, entry: str, score: EntryScore) -> tuple[Placing, ...]:
        """Return the places with one entry's score changed."""
        return rank_with({**self.scores, entry: score}, self.rules, self.decisions)

    @cached_property
    def marks(self) -> dict[str, dict[str, Marks]]:
        """The ballots as estimates take them, by entry and judge."""
        return {
            entry: {judge: marks_of(ballot, self.rules) for judge, ballot in one.items()}
            for entry, one in self.ballots.items()
        }

    def total(self, entry: str) -> Decimal | None:
        """Return an entry's published total."""
        return self.scores[entry].total

    def _passes(self, placing: Placing) -> bool:
        total = placing.score.total
        return total is not None and (self.pass_mark is None or total >= self.pass_mark)


def rankings(
    roll: Roll,
    rules: Rules,
    *,
    within_challenges: bool,
    decisions: Sequence[Decision] = (),
    pass_mark: Decimal | None = None,
) -> list[Ranking]:
    """Return the rankings of a contest, as ``tally.count`` parts them."""
    ballots: dict[int | None, dict[str, Ballots]] = {}
    for entry, challenge in roll.entries.items():
        group = ballots.setdefault(challenge if within_challenges else None, {})
        group[str(entry)] = keyed(roll.ballots.get(entry, {}))
    return [
        Ranking(
            challenge=challenge,
            ballots=group,
            rules=rules,
            decisions=decisions,
            pass_mark=pass_mark,
        )
        for challenge, group in ballots.items()
    ]
