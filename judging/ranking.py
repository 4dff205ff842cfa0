"""From scores to places. Pure. What is compared is what is published.

Equal scores are separated by the steps of the rule sheet, in order; equals
that no step separates share a place (1, 2, 2, 4). Nothing is ever decided by
an entry's key or by time: the key only keeps the order of equals on paper
stable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from judging.rules import DECIDED_BY_PEOPLE, SHARE, Rules
from judging.scoring import EntryScore

# For "vote" and "lot": the order that people decided, 1 the best, by entry.
Decisions = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an entry stands; ``place`` is None for an entry without a total.

    ``tied``: its total equals another's. ``decided_by``: the last step it took
    to set it apart from its equals, or "share" if they share the place.
    ``awaiting``: the step ("vote", "lot") that people have yet to decide; until
    then the equals share the place and ``decided_by`` is empty.
    """

    place: int | None
    entry: str
    score: EntryScore
    tied: bool = False
    decided_by: str = ""
    awaiting: str = ""


def rank(
    scores: Mapping[str, EntryScore], rules: Rules, *, decisions: Decisions | None = None
) -> tuple[Placing, ...]:
    """Return a placing for every entry, best first, those without a total last.

    A tie that a step of people should separate stays a tie, and later steps
    wait too, unless ``decisions`` give an order to each of its entries.
    """
    contest = _Contest(scores, decisions or {})
    totals = {entry: score.total for entry, score in scores.items() if score.total is not None}
    placings: list[Placing] = []
    for level in _best_first(totals):
        for equals in contest.separate(level, rules.ties):
            place = len(placings) + 1
            placings += (
                Placing(place, e, scores[e], len(level) > 1, equals.decided_by, equals.awaiting)
                for e in equals.entries
            )
    unscored = sorted(scores.keys() - totals.keys())
    return (*placings, *(Placing(None, entry, scores[entry]) for entry in unscored))


@dataclass(frozen=True, slots=True)
class _Equals:
    """Entries that stand level when the steps are used up."""

    entries: tuple[str, ...]
    decided_by: str
    awaiting: str = ""


@dataclass(frozen=True, slots=True)
class _Contest:
    """All that a tie step may look at."""

    scores: Mapping[str, EntryScore]
    decisions: Decisions

    def separate(
        self, entries: tuple[str, ...], steps: tuple[str, ...], decided_by: str = ""
    ) -> Iterator[_Equals]:
        """Yield ``entries`` part by part, best first, as far as the steps tell them apart."""
        if len(entries) == 1:
            yield _Equals(entries, decided_by)
        elif not steps or steps[0] == SHARE:
            yield _Equals(entries, SHARE)
        elif (merits := self._merits(entries, steps[0])) is None:
            yield _Equals(entries, "", awaiting=steps[0])
        else:
            for part in _best_first(merits):
                yield from self.separate(part, steps[1:], steps[0])

    def _merits(self, entries: Iterable[str], step: str) -> Mapping[str, Decimal] | None:
        """Return what the step compares, more is better; None if it is not decided."""
        if step in DECIDED_BY_PEOPLE:
            orders = self.decisions.get(step, {})
            if any(entry not in orders for entry in entries):
                return None
            return {entry: Decimal(-orders[entry]) for entry in entries}
        return {entry: _published(self.scores[entry], step) for entry in entries}


def _published(score: EntryScore, step: str) -> Decimal:
    """Return the sub-score that a step such as "dimension:technical" names."""
    kind, _, name = step.partition(":")
    figure = score.dimensions[name] if kind == "dimension" else score.criteria[name].score
    if figure is None:
        raise ValueError(f"an entry with a total lacks {step}")
    return figure


def _best_first(merits: Mapping[str, Decimal]) -> Iterator[tuple[str, ...]]:
    """Yield the entries in groups of equal merit, the highest merit first."""
    ordered = sorted(merits, key=lambda entry: (-merits[entry], entry))
    for _merit, equals in groupby(ordered, key=merits.__getitem__):
        yield tuple(equals)
