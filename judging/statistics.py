"""Judges' statistics (评委一致性), with restraint: intervals, a minimum sample, and no correction.

Pure, in floats: nothing here touches a score. Every judge is compared with the other judges of the
same entries, so that what entries deserve cancels out. Intervals hold 95 of 100 times: percentiles
of a bootstrap over entries, for the drift those of Theil and Sen. Below the minimum sample there is
no figure at all. The order of what is drawn is fixed, so that a page says the same every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from judging.rules import Rules
from judging.scoring import ballot_total
from judging.tally import Roll

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

RESAMPLES = 999
SEED = 20261126
ENDS = (2.5, 97.5)
# Of one other judge it cannot be said which of the two differs.
FEWEST_JUDGES = 3
# Who marked less of a panel's entries does not take part in its agreement.
MOSTLY = 0.75
# The drift is told for so many entries.
STRETCH = 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the ends of its interval."""

    value: float
    low: float
    high: float

    def side_of(self, neutral: float) -> int:
        """Return 1 or -1 where the whole interval is above or below, else 0: no difference seen."""
        return (self.low > neutral) - (self.high < neutral)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A judge's total for an entry beside the mean of the others'; ``position`` counts from 1."""

    entry: int
    position: int
    own: float
    others: float

    @property
    def difference(self) -> float:
        """By how many points the judge gave more."""
        return self.own - self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeFigures:
    """A judge's figures; None where the sample is too small to tell anything.

    ``severity`` (宽严): points given more than the others on the mean. ``spread`` (区分度): how far
    apart the own totals are, as a multiple of the others'. ``halo`` (光环): the mean correlation
    of the criteria in what differs from the others; 1 where one impression decides them all.
    ``drift`` (顺序漂移): points by which the difference grows in ten entries.
    """

    judge: int
    entries: int
    severity: Estimate | None = None
    spread: Estimate | None = None
    halo: Estimate | None = None
    drift: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kendall's W of a panel: 1 where all judges order the entries alike, near 0 by chance."""

    judges: int
    entries: int
    w: Estimate | None = None


@dataclass(frozen=True)
class Given:
    """What was given: totals, and shares of the maximum by criterion, by entry and judge.

    Ballots that lack a mark are left out. ``order`` are the entries as they were heard.
    """

    order: tuple[int, ...]
    totals: Mapping[int, Mapping[int, float]]
    shares: Mapping[int, Mapping[int, tuple[float, ...]]]

    @property
    def judges(self) -> list[int]:
        """Everybody who gave a total."""
        return sorted({judge for totals in self.totals.values() for judge in totals})


def given(roll: Roll, rules: Rules, order: Sequence[int]) -> Given:
    """Return what the statistics are made of."""
    totals: dict[int, dict[int, float]] = {}
    shares: dict[int, dict[int, tuple[float, ...]]] = {}
    for entry in order:
        for judge, marks in roll.ballots.get(entry, {}).items():
            if (total := ballot_total(marks, rules)) is None:
                continue
            totals.setdefault(entry, {})[judge] = float(total)
            shares.setdefault(entry, {})[judge] = tuple(
                float(marks[c.key] or 0) / float(c.top or 1) for c in rules.criteria
            )
    return Given(tuple(order), totals, shares)


def deviations(of: Given, judge: int) -> list[Deviation]:
    """Return a judge's totals beside the others', where there are others enough, in order."""
    heard = (entry for entry in of.order if judge in of.totals.get(entry, {}))
    found = []
    for position, entry in enumerate(heard, 1):
        others = [total for other, total in of.totals[entry].items() if other != judge]
        if len(others) + 1 >= FEWEST_JUDGES:
            own = of.totals[entry][judge]
            found.append(Deviation(entry, position, own, sum(others) / len(others)))
    return found


def figures(of: Given, *, fewest: int) -> list[JudgeFigures]:
    """Return every judge's figures; of fewer than ``fewest`` entries none are made."""
    return [_figures(of, judge, fewest=fewest) for judge in of.judges]


def agreement(of: Given, entries: Sequence[int], *, fewest: int) -> Agreement:
    """Return how far the judges of a panel order its entries alike."""
    present = [entry for entry in entries if of.totals.get(entry)]
    counts: dict[int, int] = {}
    for entry in present:
        for judge in of.totals[entry]:
            counts[judge] = counts.get(judge, 0) + 1
    judges = sorted(judge for judge, n in counts.items() if n >= MOSTLY * len(present))
    whole = [entry for entry in present if all(judge in of.totals[entry] for judge in judges)]
    if len(judges) < FEWEST_JUDGES or len(whole) < max(fewest, FEWEST_JUDGES):
        return Agreement(len(judges), len(whole))
    rows = [[of.totals[entry][judge] for entry in whole] for judge in judges]
    return Agreement(len(judges), len(whole), _kendall(rows))


def _figures(of: Given, judge: int, *, fewest: int) -> JudgeFigures:
    found = deviations(of, judge)
    if len(found) < max(fewest, FEWEST_JUDGES):
        return JudgeFigures(judge=judge, entries=len(found))
    import numpy as np

    entries = [one.entry for one in found]
    weights = _weights(len(found))
    difference = np.array([one.difference for one in found])
    return JudgeFigures(
        judge=judge,
        entries=len(found),
        severity=_estimate(weights @ difference / len(found)),
        spread=_spread(of, judge, entries, weights),
        halo=_halo(of, judge, entries, weights),
        drift=_drift(difference, np.array([one.position for one in found])),
    )


@lru_cache(maxsize=8)
def _weights(n: int) -> Array:
    """Return how often each of n entries is drawn: all once, then by the bootstrap."""
    import numpy as np

    drawn = np.random.default_rng(SEED).multinomial(n, [1 / n] * n, size=RESAMPLES)
    return np.vstack([np.ones(n), drawn])


def _estimate(drawn: Array) -> Estimate:
    """Return the first figure with the percentiles of the others."""
    import numpy as np

    low, high = np.percentile(drawn[1:], ENDS)
    return Estimate(float(drawn[0]), float(low), float(high))


def _spread(of: Given, judge: int, entries: Sequence[int], weights: Array) -> Estimate:
    """Return the standard deviation of the own totals over the pooled one of the others'."""
    import numpy as np

    others = sorted({j for entry in entries for j in of.totals[entry]} - {judge})
    totals = np.array([[of.totals[e].get(j, np.nan) for j in (judge, *others)] for e in entries])
    there = ~np.isnan(totals)
    centred = np.where(there, totals - np.nanmean(totals), 0)
    n = weights @ there
    squares = weights @ centred**2 - (weights @ centred) ** 2 / np.maximum(n, 1)
    pooled = squares[:, 1:].sum(1) / np.maximum((n[:, 1:] - 1).clip(0).sum(1), 1)
    own = squares[:, 0] / np.maximum(n[:, 0] - 1, 1)
    # Where the others do not differ at all, nothing can be said: as far apart as they.
    told = pooled > 0
    ratio = np.where(told, own.clip(0) / np.where(told, pooled, 1), 1)
    return _estimate(np.sqrt(ratio))


def _halo(of: Given, judge: int, entries: Sequence[int], weights: Array) -> Estimate | None:
    """Return the mean correlation between criteria of what differs from the others' shares."""
    import numpy as np

    apart = np.array([_apart(of.shares[entry], judge) for entry in entries])
    criteria = apart.shape[1]
    if criteria < 2:  # noqa: PLR2004 -- a correlation is between two
        return None
    n = len(entries)
    apart = apart - apart.mean(0)
    products = (apart[:, :, None] * apart[:, None, :]).reshape(n, -1)
    means = weights @ apart / n
    covariance = (weights @ products / n).reshape(-1, criteria, criteria)
    covariance -= means[:, :, None] * means[:, None, :]
    deviation = np.sqrt(np.einsum("bii->bi", covariance).clip(0))
    scale = deviation[:, :, None] * deviation[:, None, :]
    told = scale > 1e-12  # noqa: PLR2004 -- a criterion that never differs correlates with nothing
    correlation = np.where(told, covariance / np.where(told, scale, 1), 0)
    diagonal = np.einsum("bii->b", correlation)
    return _estimate((correlation.sum((1, 2)) - diagonal) / (criteria * (criteria - 1)))


def _apart(shares: Mapping[int, tuple[float, ...]], judge: int) -> list[float]:
    others = [share for other, share in shares.items() if other != judge]
    means = [sum(column) / len(others) for column in zip(*others, strict=True)]
    return [own - mean for own, mean in zip(shares[judge], means, strict=True)]


def _drift(difference: Array, position: Array) -> Estimate:
    """Return the median of all slopes between two entries, for ten entries (Theil, Sen)."""
    from scipy.stats import theilslopes

    found = theilslopes(difference, position)
    return Estimate(*(float(x) * STRETCH for x in (found.slope, found.low_slope, found.high_slope)))


def _kendall(rows: Sequence[Sequence[float]]) -> Estimate | None:
    """Return W from Friedman's statistic, corrected for ties; None where nobody told any apart."""
    import numpy as np
    from scipy.stats import friedmanchisquare

    totals = np.array(rows)
    if (totals == totals[:, :1]).all():
        return None
    judges, entries = totals.shape
    drawn = np.array([*_ranked(totals, _weights(entries))])
    found = _estimate(drawn)
    exact = friedmanchisquare(*totals.T).statistic / (judges * (entries - 1))
    return Estimate(float(exact), found.low, found.high)


def _ranked(totals: Array, weights: Array) -> Iterator[float]:
    """Yield W of each drawn sample: the variance of the mean ranks over the ranks' mean variance.

    An entry drawn twice shares its rank with itself. That ratio is W, corrected for ties.
    """
    import numpy as np

    judges, n = totals.shape
    ranks = [weights @ ((one[:, None] < one) + (one[:, None] == one) / 2) for one in totals]
    mean = sum(ranks) / judges
    middle = n / 2
    between = (weights * (mean - middle) ** 2).sum(1)
    within = sum((weights * (rank - middle) ** 2).sum(1) for rank in ranks) / judges
    told = within > 0
    yield from np.where(told, between / np.where(told, within, 1), 0)
