"""Marks far from what the panel gave (畸高畸低): shown before closing, never removed. Pure.

Measured from the median of all judges of the entry, in per cent of what can be given. A judge's
total is looked at, and each mark. Of fewer than three ballots none is far from the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from judging.rules import Rules
from judging.scoring import Ballot, ballot_total

FEWEST_BALLOTS = 3


@dataclass(frozen=True, slots=True)
class Outlier:
    """A judge's total (``criterion`` is "") or mark, the panel's median, and the most possible."""

    judge: int
    criterion: str
    given: Fraction
    median: Fraction
    most: Fraction

    @property
    def is_high(self) -> bool:
        """Whether it is above the median."""
        return self.given > self.median

    @property
    def percent(self) -> int:
        """The distance from the median in per cent of the most possible, rounded down."""
        return int(abs(self.given - self.median) * 100 / self.most)


def outliers(ballots: Mapping[int, Ballot], rules: Rules, *, percent: int) -> list[Outlier]:
    """Return what is further than ``percent`` from the median: totals first, then by criterion."""
    most = sum((Fraction(criterion.weight) for criterion in rules.criteria), Fraction(0))
    totals = {judge: ballot_total(marks, rules) for judge, marks in ballots.items()}
    found = [*_far(totals, "", most=most, percent=percent)]
    for criterion in rules.criteria:
        marks = {judge: _exact(one.get(criterion.key)) for judge, one in ballots.items()}
        if criterion.top is not None:
            found += _far(marks, criterion.key, most=Fraction(criterion.top), percent=percent)
    return found


def _exact(mark: Decimal | None) -> Fraction | None:
    return None if mark is None else Fraction(mark)


def _far(
    figures: Mapping[int, Fraction | None], criterion: str, *, most: Fraction, percent: int
) -> Iterator[Outlier]:
    known = {judge: figure for judge, figure in figures.items() if figure is not None}
    if len(known) < FEWEST_BALLOTS:
        return
    middle = median(known.values())
    for judge, figure in sorted(known.items()):
        if abs(figure - middle) * 100 > percent * most:
            yield Outlier(judge, criterion, figure, middle, most)
