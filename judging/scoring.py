"""From marks to an entry's scores. Pure and exact; every figure can be explained.

Sums and means are fractions; only what is published is rounded, half up
(四舍五入). A judge without a mark is left out of n before anything is trimmed:
"not marked" is never 0 and never the lowest mark.

Where a judge's total counts (``rules.counts_whole_ballots``), a ballot that
lacks a mark has no total: it is left out and named in ``incomplete``.
Otherwise every criterion has its own n.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce

from judging.rules import Criterion, RoundOrder, Rules, Trim

# A judge's marks of one entry by criterion; None or absent: not marked.
Ballot = Mapping[str, Decimal | None]

# Decimals add much faster than fractions; the trap makes a rounded sum impossible.
_EXACTLY = Context(prec=10_000, traps=[Inexact])


class UnknownCriterion(ValueError):
    """A ballot holds a mark for a criterion that the rule sheet does not have."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Whose marks counted, and whose were left out as lowest and as highest.

    If several judges share the highest, only one of them is left out.
    """

    counted: tuple[str, ...]
    lowest: tuple[str, ...] = ()
    highest: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """Judges with a mark, before trimming."""
        return len(self.lowest) + len(self.counted) + len(self.highest)

    @property
    def trimmed(self) -> bool:
        return bool(self.lowest or self.highest)


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion of one entry; ``mean`` and ``score`` are None without a mark.

    ``mean`` is the mean mark and ``score`` its weighted value, both as published;
    ``exact_mean`` is the mean before rounding.
    """

    criterion: Criterion
    panel: Panel
    exact_mean: Fraction | None = None
    mean: Decimal | None = None
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EntryScore:
    """The scores of one entry as published, and what they came from.

    ``total`` is None, and the entry has no place, where a criterion has no
    mark at all (``unmarked``). ``incomplete`` are judges whose ballot was left
    out because marks are missing in it. Dimensions are rounded as the total
    is; with ``round_order`` "total" they may differ from it in the last digit.
    """

    total: Decimal | None
    dimensions: Mapping[str, Decimal | None]
    criteria: Mapping[str, CriterionScore]
    incomplete: tuple[str, ...] = ()

    @property
    def unmarked(self) -> tuple[str, ...]:
        return tuple(key for key, score in self.criteria.items() if score.score is None)

    @property
    def untrimmed(self) -> tuple[str, ...]:
        """Criteria whose plain mean stands, nothing left out."""
        return tuple(key for key, score in self.criteria.items() if not score.panel.trimmed)


def keyed(ballots: Mapping[int, Ballot]) -> dict[str, Ballot]:
    """Return ballots by judge's number as the engine takes them: by judge's key."""
    return {str(judge): marks for judge, marks in ballots.items()}


def score_entry(ballots: Mapping[str, Ballot], rules: Rules) -> EntryScore:
    """Return the scores of the entry that the judges, by key, marked in ``ballots``.

    Trimming by judge's total leaves out the same judges in every criterion, so
    the dimensions explain the total. Raise UnknownCriterion.
    """
    _refuse_unknown(ballots, rules)
    panels = _panels(ballots, rules)
    scores = [_criterion_score(c, ballots, panel=panels[c], rules=rules) for c in rules.criteria]
    return EntryScore(
        total=_sum(scores, rules),
        dimensions={
            name: _sum([s for s in scores if s.criterion.dimension == name], rules)
            for name in rules.dimensions
        },
        criteria={score.criterion.key: score for score in scores},
        incomplete=_incomplete(ballots, rules) if rules.counts_whole_ballots else (),
    )


def ballot_total(marks: Ballot, rules: Rules) -> Fraction | None:
    """Return one judge's weighted total, exact; None while a mark is missing."""
    rates, common = rules.whole_rates
    total = Decimal(0)
    for criterion, rate in zip(rules.criteria, rates, strict=True):
        mark = marks.get(criterion.key)
        if mark is None:
            return None
        total = _EXACTLY.fma(mark, rate, total)
    return Fraction(total) / common


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Return ``value`` with that many decimals, halves away from zero (四舍五入)."""
    doubled = 2 * value.denominator
    units = (2 * abs(value.numerator) * 10**decimals + value.denominator) // doubled
    return Decimal(f"{'-' if value < 0 and units else ''}{units}E-{decimals}")


def _refuse_unknown(ballots: Mapping[str, Ballot], rules: Rules) -> None:
    known = {criterion.key for criterion in rules.criteria}
    for judge, marks in ballots.items():
        if unknown := marks.keys() - known:
            raise UnknownCriterion(f"{judge}: {', '.join(sorted(unknown))}")


def _panels(ballots: Mapping[str, Ballot], rules: Rules) -> dict[Criterion, Panel]:
    if not rules.counts_whole_ballots:
        return {c: _panel(_by_mark(ballots, c.key), rules) for c in rules.criteria}
    complete = {judge: marks for judge, marks in ballots.items() if _complete(marks, rules)}
    in_order = sorted(complete) if rules.trim is Trim.NONE else _by_total(complete, rules)
    return dict.fromkeys(rules.criteria, _panel(in_order, rules))


def _incomplete(ballots: Mapping[str, Ballot], rules: Rules) -> tuple[str, ...]:
    """Return the judges whose ballot was begun but lacks a mark."""
    return tuple(
        judge
        for judge, marks in sorted(ballots.items())
        if not _complete(marks, rules) and any(mark is not None for mark in marks.values())
    )


def _complete(marks: Ballot, rules: Rules) -> bool:
    return all(marks.get(criterion.key) is not None for criterion in rules.criteria)


def _by_total(ballots: Mapping[str, Ballot], rules: Rules) -> list[str]:
    """Return the judges from the lowest total to the highest.

    Of equal totals, the one with the higher marks in the order of the rubric
    counts as higher: which of them is left out shows in the dimensions and
    must not hang on a judge's name. Judges alike in all marks are
    interchangeable; the name only makes the explanation stable.
    """

    def standing(judge: str) -> tuple[Fraction, tuple[Decimal | None, ...], str]:
        marks = ballots[judge]
        return (
            ballot_total(marks, rules) or Fraction(0),
            tuple(marks[criterion.key] for criterion in rules.criteria),
            judge,
        )

    return sorted(ballots, key=standing)


def _by_mark(ballots: Mapping[str, Ballot], key: str) -> list[str]:
    """Return the judges who marked this criterion, from the lowest to the highest."""
    marked = [
        (mark, judge) for judge, marks in ballots.items() if (mark := marks.get(key)) is not None
    ]
    return [judge for _mark, judge in sorted(marked)]


def _panel(judges: list[str], rules: Rules) -> Panel:
    """Return the panel of ``judges``, given from the lowest to the highest."""
    n = len(judges)
    out = rules.trim_each_end if rules.trims(n) else 0
    return Panel(
        counted=tuple(judges[out : n - out]),
        lowest=tuple(judges[:out]),
        highest=tuple(judges[n - out :]),
    )


def _criterion_score(
    criterion: Criterion, ballots: Mapping[str, Ballot], *, panel: Panel, rules: Rules
) -> CriterionScore:
    marks = [mark for judge in panel.counted if (mark := ballots[judge][criterion.key]) is not None]
    if not marks:
        return CriterionScore(criterion, panel)
    exact_mean = _exact_sum(marks) / len(marks)
    mean = round_half_up(exact_mean, rules.decimals)
    basis = Fraction(mean) if rules.round_order is RoundOrder.CRITERION else exact_mean
    score = round_half_up(basis * criterion.rate, rules.decimals)
    return CriterionScore(criterion, panel, exact_mean=exact_mean, mean=mean, score=score)


def _exact_sum(marks: Iterable[Decimal]) -> Fraction:
    return Fraction(reduce(_EXACTLY.add, marks))


def _sum(scores: Iterable[CriterionScore], rules: Rules) -> Decimal | None:
    """Return the published sum; None if one of the scores is missing."""
    total = Fraction(0)
    for score in scores:
        if score.exact_mean is None or score.score is None:
            return None
        if rules.round_order is RoundOrder.CRITERION:
            total += Fraction(score.score)
        else:
            total += score.exact_mean * score.criterion.rate
    return round_half_up(total, rules.decimals)
