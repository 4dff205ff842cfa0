"""About what an entry's total would be: fast, in floats, to tell what needs to be counted exactly.

Pure. No result is made of these figures: they only say which entries are so far from a line that
their exact total cannot matter. ``slack`` is by how much an estimate and the published total may
differ: what roundings do, and a little for floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul
from typing import cast

from judging.rules import RoundOrder, Rules
from judging.scoring import Ballot

Marks = tuple[float | None, ...]
_FLOATS = 1e-7


def marks_of(ballot: Ballot, rules: Rules) -> Marks:
    """Return a ballot's marks in the order of the rubric."""
    marks = (ballot.get(criterion.key) for criterion in rules.criteria)
    return tuple(None if mark is None else float(mark) for mark in marks)


def slack(rules: Rules) -> float:
    """Return by how much an estimate and the published total differ at most."""
    unit = 10.0**-rules.decimals
    if rules.round_order is RoundOrder.TOTAL:
        return unit / 2 + _FLOATS
    return sum(unit / 2 * (abs(float(one.rate)) + 1) for one in rules.criteria) + _FLOATS


class Estimator:
    """Estimates totals by one set of rules."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._rates = [float(criterion.rate) for criterion in rules.criteria]

    def total(self, ballots: Iterable[Marks]) -> float | None:
        """Return about what the ballots come to; None where a criterion has no mark."""
        if not self._rules.counts_whole_ballots:
            return self._by_criterion(list(ballots))
        complete = (cast("tuple[float, ...]", marks) for marks in ballots if None not in marks)
        whole = [sum(map(mul, marks, self._rates)) for marks in complete]
        return self._mean(whole)

    def _by_criterion(self, ballots: Sequence[Marks]) -> float | None:
        total = 0.0
        for position, rate in enumerate(self._rates):
            mean = self._mean([m for one in ballots if (m := one[position]) is not None])
            if mean is None:
                return None
            total += rate * mean
        return total

    def _mean(self, figures: list[float]) -> float | None:
        """Return the mean, trimmed where the rules trim so many."""
        n = len(figures)
        out = self._rules.trim_each_end if self._rules.trims(n) else 0
        if out:
            figures = sorted(figures)[out : n - out]
        return sum(figures) / len(figures) if figures else None
