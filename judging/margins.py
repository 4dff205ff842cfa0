"""The margin of safety at a cut line (安全边际): the smallest change of one mark that moves it.

Pure. One mark of one judge is moved by whole steps of its criterion, everything else stays as it
is, and the entry is scored again by the engine that made the standings. What cannot reach the
line is left out by an upper bound: a mean of n marks moves by at most a step's points over n.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from judging.cuts import Cut, Outcome, Ranking
from judging.estimates import Estimator, slack
from judging.ranking import Placing
from judging.rules import Criterion, RoundOrder, Rules
from judging.scoring import CriterionScore, EntryScore, score_entry

# A criterion without a maximum takes any mark; nobody means more than so many steps.
MOST_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Nudge:
    """A judge's mark of an entry, and where it would have to go."""

    entry: str
    judge: str
    criterion: str
    mark: Decimal
    to: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """What lies between a line and another set of winners.

    ``last`` is the entry right above the line, ``first`` the one right below, ``gap`` what their
    totals differ by; None where there is no such entry. ``steps`` is the fewest steps of one mark
    that change who is above or make a tie across the line, with one such ``nudge``; None: no
    single mark can. ``waiting`` are equals that people have to part first.
    """

    cut: Cut
    last: str | None = None
    first: str | None = None
    gap: Decimal | None = None
    steps: int | None = None
    nudge: Nudge | None = None
    waiting: tuple[str, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether one mark's move by one step is enough."""
        return self.steps == 1


@dataclass(frozen=True, slots=True)
class _Try:
    """A mark to be moved, with the fewest and the most steps that it may take."""

    nudge: Nudge
    by: Decimal
    fewest: int
    most: int

    def moved(self, steps: int) -> Nudge:
        return replace(self.nudge, to=self.nudge.mark + steps * self.by)


def margin(ranking: Ranking, cut: Cut, steps: Mapping[str, Decimal]) -> Margin:
    """Return the margin at the line; ``steps`` are the smallest differences of marks."""
    line = _Line(ranking, cut, steps)
    last, first = line.last, line.first
    waiting = tuple(sorted(line.outcome.waiting, key=int))
    if waiting:
        return Margin(cut=cut, gap=Decimal(0), waiting=waiting)
    fewest, nudge = line.fewest()
    return Margin(
        cut=cut,
        last=last.entry if last else None,
        first=first.entry if first else None,
        gap=_gap(last, first),
        steps=fewest,
        nudge=nudge,
    )


class _Line:
    """A cut line with the totals on both sides of it."""

    def __init__(self, ranking: Ranking, cut: Cut, steps: Mapping[str, Decimal]) -> None:
        self.ranking, self.cut, self.steps = ranking, cut, steps
        self.outcome: Outcome = ranking.outcome(cut)
        scored = [placing for placing in ranking.placings if placing.place is not None]
        self.above = [one for one in scored if one.entry in self.outcome.above]
        self.below = [one for one in scored if one.entry not in self.outcome.above]
        self.last = self.above[-1] if self.above else None
        self.first = self.below[0] if self.below else None
        self.slack = _slack(ranking.rules)
        self.estimator = Estimator(ranking.rules)
        self.position = {c.key: at for at, c in enumerate(ranking.rules.criteria)}

    def fewest(self) -> tuple[int | None, Nudge | None]:
        """Return the fewest steps and a mark for which they are enough."""
        best: tuple[int | None, Nudge | None] = None, None
        for one in sorted(self._tries(), key=lambda one: (one.fewest, one.nudge.entry)):
            most = one.most if best[0] is None else min(one.most, best[0] - 1)
            if most >= one.fewest and self._changes(one.moved(most)):
                needed = self._search(one, most)
                best = needed, one.moved(needed)
        return best

    def _search(self, one: _Try, enough: int) -> int:
        """Return the fewest steps that change the line; ``enough`` are known to."""
        low, high = one.fewest, enough
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._changes(one.moved(middle)) else (middle + 1, high)
        return low

    def _changes(self, nudge: Nudge) -> bool:
        if self._is_far(nudge):
            return False
        ballots = self.ranking.ballots[nudge.entry]
        moved = {**ballots[nudge.judge], nudge.criterion: nudge.to}
        score = score_entry({**ballots, nudge.judge: moved}, self.ranking.rules)
        if self._keeps_its_side(nudge.entry, score):
            return False
        placings = self.ranking.with_score(nudge.entry, score)
        return self.ranking.outcome_of(placings, self.cut) != self.outcome

    def _is_far(self, nudge: Nudge) -> bool:
        """Return whether an estimate shows already that the entry stays on its side."""
        marks = self.ranking.marks[nudge.entry]
        moved = list(marks[nudge.judge])
        moved[self.position[nudge.criterion]] = float(nudge.to)
        total = self.estimator.total({**marks, nudge.judge: tuple(moved)}.values())
        level = self._level(nudge.entry)
        if total is None or level is None:
            return False
        up = nudge.entry not in self.outcome.above
        room = slack(self.ranking.rules)
        return total + room < float(level) if up else total - room > float(level)

    def _keeps_its_side(self, entry: str, score: EntryScore) -> bool:
        """Return whether the total alone shows that nothing changes: most do."""
        level = self._level(entry)
        if score.total is None or level is None:
            return False
        return score.total > level if entry in self.outcome.above else score.total < level

    def _level(self, entry: str) -> Decimal | None:
        """Return the total that the entry has to come to: the other side's, or the pass mark."""
        other = self.first if entry in self.outcome.above else self.last
        if entry not in self.outcome.above and len(self.outcome.above) < self.cut.seats:
            other = None  # there are seats left: only the pass mark is in the way
        levels = (other.score.total if other else None, self.ranking.pass_mark)
        return max((level for level in levels if level is not None), default=None)

    def _tries(self) -> Iterator[_Try]:
        for placing in (*self.above, *self.below):
            level = self._level(placing.entry)
            if level is None or placing.score.total is None:
                continue
            up = placing.entry not in self.outcome.above
            gap = Fraction(abs(level - placing.score.total)) - self.slack
            for part in placing.score.criteria.values():
                yield from self._of_criterion(placing, part, gap=gap, up=up)

    def _of_criterion(
        self, placing: Placing, part: CriterionScore, *, gap: Fraction, up: bool
    ) -> Iterator[_Try]:
        criterion = part.criterion
        step = self.steps.get(criterion.key, Decimal(1))
        effect = abs(criterion.rate) * Fraction(step) / max(len(part.panel.counted), 1)
        if not effect:
            return
        fewest = max(ceil(gap / effect), 1)
        by = step if up == (criterion.rate > 0) else -step
        panel = part.panel
        for judge in (*panel.lowest, *panel.counted, *panel.highest):
            mark = self.ranking.ballots[placing.entry][judge].get(criterion.key)
            if mark is None:
                continue
            most = _room(criterion, mark, by)
            if most >= fewest:
                nudge = Nudge(placing.entry, judge, criterion.key, mark, mark)
                yield _Try(nudge, by, fewest, most)


def _room(criterion: Criterion, mark: Decimal, by: Decimal) -> int:
    """Return how many steps the mark can go before it leaves the line of the rubric."""
    if criterion.top is None:
        return MOST_STEPS
    room = criterion.top - mark if by > 0 else mark
    return floor(room / abs(by))


def _slack(rules: Rules) -> Fraction:
    """Return by how much roundings alone can bring two published totals together."""
    unit = Fraction(1, 10**rules.decimals)
    if rules.round_order is RoundOrder.TOTAL:
        return unit
    return sum((unit * (abs(one.rate) + 1) for one in rules.criteria), Fraction(0))


def _gap(last: Placing | None, first: Placing | None) -> Decimal | None:
    if last is None or first is None or last.score.total is None or first.score.total is None:
        return None
    return last.score.total - first.score.total
