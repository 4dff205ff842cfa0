"""What would change the winners (稳健性): one judge left out, other trimming, other weights.

Pure; each variation is counted again by the engine that made the standings, exactly wherever an
estimate does not already show on which side of a line an entry is. Nothing here changes a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol, TypeVar

from judging.cuts import Cut, Outcome, Ranking
from judging.estimates import Estimator, slack
from judging.margins import Margin, margin
from judging.rules import Rules, Trim
from judging.scoring import EntryScore, score_entry
from judging.tie_decisions import rank_with

# Of a weight that was changed to see what happens; it is no rule sheet's.
_WEIGHT_DIGITS = Decimal("1E-9")

T = TypeVar("T")


class Variation(Protocol):
    """One thing done otherwise."""

    def ballots(self, ballots: Mapping[str, T]) -> Mapping[str, T]:
        """Return an entry's ballots as they would be."""

    def rules(self, rules: Rules) -> Rules:
        """Return the rules as they would be."""


@dataclass(frozen=True, slots=True)
class WithoutJudge:
    """A judge's ballots left out."""

    judge: str

    def ballots(self, ballots: Mapping[str, T]) -> Mapping[str, T]:
        return {judge: marks for judge, marks in ballots.items() if judge != self.judge}

    def rules(self, rules: Rules) -> Rules:
        return rules


@dataclass(frozen=True, slots=True)
class Trimming:
    """Another way to leave out the highest and the lowest."""

    trim: Trim
    each_end: int

    def ballots(self, ballots: Mapping[str, T]) -> Mapping[str, T]:
        return ballots

    def rules(self, rules: Rules) -> Rules:
        least = max(rules.min_to_trim, 2 * self.each_end + 1)
        return replace(rules, trim=self.trim, trim_each_end=self.each_end, min_to_trim=least)


@dataclass(frozen=True, slots=True)
class Weighting:
    """Some criteria's weight by ``percent`` higher (lower where negative), the others' in turn.

    All weights together stay what they were. ``name`` is a criterion's key or a dimension.
    """

    name: str
    keys: frozenset[str]
    percent: int

    def ballots(self, ballots: Mapping[str, T]) -> Mapping[str, T]:
        return ballots

    def rules(self, rules: Rules) -> Rules:
        own = self._own(rules)
        others = sum((c.weight for c in rules.criteria), Decimal(0)) - own
        factor = 1 + Decimal(self.percent) / 100
        rest = 1 - own * Decimal(self.percent) / 100 / others
        changed = tuple(
            replace(
                c,
                weight=(c.weight * (factor if c.key in self.keys else rest)).quantize(
                    _WEIGHT_DIGITS
                ),
            )
            for c in rules.criteria
        )
        return replace(rules, criteria=changed)

    def _own(self, rules: Rules) -> Decimal:
        return sum((c.weight for c in rules.criteria if c.key in self.keys), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a variation does at a line: who comes above it, who falls below, who would tie."""

    variation: Variation
    cut: Cut
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the set of winners would be another, or need a decision it does not need now."""
        return bool(self.enters or self.leaves or self.waits)


@dataclass(frozen=True, slots=True)
class Robustness:
    """A ranking's lines with their margins, and what each variation does at each of them."""

    ranking: Ranking
    margins: tuple[Margin, ...]
    effects: tuple[Effect, ...]

    def at(self, cut: Cut, kind: type[Variation]) -> list[Effect]:
        """Return the effects of one kind of variation at a line."""
        return [one for one in self.effects if one.cut == cut and isinstance(one.variation, kind)]


def robustness(
    ranking: Ranking,
    cuts: Sequence[Cut],
    steps: Mapping[str, Decimal],
    *,
    tried: Iterable[Variation],
) -> Robustness:
    """Return what would change who is above each line of the ranking: a mark, what is ``tried``."""
    effects = [effect for variation in tried for effect in _effects(ranking, variation, cuts)]
    margins = tuple(margin(ranking, cut, steps) for cut in cuts)
    return Robustness(ranking, margins, tuple(effects))


def variations(ranking: Ranking, *, percent: int) -> Iterator[Variation]:
    """Yield everything that is tried, in the order it is shown."""
    rules = ranking.rules
    yield from map(WithoutJudge, ranking.judges)
    yield from _trimmings(rules)
    for name, keys in _weights(rules).items():
        if len(keys) < len(rules.criteria):
            yield Weighting(name, keys, percent)
            yield Weighting(name, keys, -percent)


def outcome_if(ranking: Ranking, variation: Variation, cut: Cut) -> Outcome:
    """Return who would be above the line with one thing done otherwise."""
    return _WhatIf(ranking, variation).outcome(cut)


def total_range(ranking: Ranking, entry: str) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest total as each judge in turn is left out."""
    totals = [
        score_entry(WithoutJudge(judge).ballots(ranking.ballots[entry]), ranking.rules).total
        for judge in ranking.ballots[entry]
    ]
    known = [total for total in (*totals, ranking.total(entry)) if total is not None]
    return (min(known), max(known)) if known else None


def _trimmings(rules: Rules) -> Iterator[Trimming]:
    if rules.trim is not Trim.NONE:
        yield Trimming(Trim.NONE, rules.trim_each_end)
    for trim in (Trim.PER_JUDGE_TOTAL, Trim.PER_CRITERION):
        ends = {1} if trim is not rules.trim else {rules.trim_each_end - 1, rules.trim_each_end + 1}
        yield from (Trimming(trim, each_end) for each_end in sorted(ends) if each_end > 0)


def _weights(rules: Rules) -> dict[str, frozenset[str]]:
    """Return what weights are varied of: each dimension, and each criterion."""
    sides = {
        name: frozenset(c.key for c in rules.criteria if c.dimension == name)
        for name in rules.dimensions
    }
    return {**sides, **{f"criterion:{c.key}": frozenset([c.key]) for c in rules.criteria}}


def _effects(ranking: Ranking, variation: Variation, cuts: Sequence[Cut]) -> Iterator[Effect]:
    what_if = _WhatIf(ranking, variation)
    for cut in cuts:
        now, then = ranking.outcome(cut), what_if.outcome(cut)
        yield Effect(
            variation=variation,
            cut=cut,
            enters=_ordered(then.above - now.above - now.waiting),
            leaves=_ordered(now.above - then.above - then.waiting),
            waits=_ordered(then.waiting - now.waiting),
        )


class _WhatIf:
    """A ranking with one thing done otherwise, counted exactly where a line is near."""

    def __init__(self, ranking: Ranking, variation: Variation) -> None:
        self._ranking, self._variation = ranking, variation
        self._rules = variation.rules(ranking.rules)
        self._slack = slack(self._rules)
        estimator = Estimator(self._rules)
        about = {
            entry: estimator.total(variation.ballots(marks).values())
            for entry, marks in ranking.marks.items()
        }
        self._about = {entry: total for entry, total in about.items() if total is not None}
        self._scores: dict[str, EntryScore] = {}

    def outcome(self, cut: Cut) -> Outcome:
        """Return who would be above the line."""
        least = self._least
        about = {e: total for e, total in self._about.items() if total >= least - self._slack}
        in_order = sorted(about.values(), reverse=True)
        if not in_order or not cut.seats:
            return Outcome(frozenset())
        line, near = in_order[min(cut.seats, len(in_order)) - 1], 2 * self._slack
        above = {e for e, total in about.items() if total > max(line + near, least + self._slack)}
        close = {e: self._score(e) for e, t in about.items() if t >= line - near and e not in above}
        placings = rank_with(close, self._rules, self._ranking.decisions)
        found = self._ranking.outcome_of(placings, replace(cut, seats=cut.seats - len(above)))
        return Outcome(found.above | above, found.waiting)

    @property
    def _least(self) -> float:
        """What a total has to come to, to be above any line."""
        pass_mark = self._ranking.pass_mark
        return float("-inf") if pass_mark is None else float(pass_mark)

    def _score(self, entry: str) -> EntryScore:
        if entry not in self._scores:
            ballots = self._variation.ballots(self._ranking.ballots[entry])
            self._scores[entry] = score_entry(ballots, self._rules)
        return self._scores[entry]


def _ordered(entries: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(entries, key=int))
