"""Why an entry has the score it has: every mark, what was dropped, every step to the total. Pure.

The figures are worked out anew from the marks and laid beside those stored
with the standing, so that a reader sees that they agree, or where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from judging.rules import Criterion, Rules
from judging.scoring import (
    Ballot,
    CriterionScore,
    EntryScore,
    ballot_total,
    score_entry,
)

# Digits shown of a mean that does not end, before the ellipsis.
SHOWN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A judge's mark on a criterion; ``dropped`` is "", "lowest" or "highest"."""

    mark: Decimal | None
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A judge of the entry: the exact total of a complete ballot, and whether it counted whole."""

    judge: str
    total: Fraction | None
    dropped: str = ""
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion from its marks to its weighted value; ``counted`` marks made the mean.

    ``agrees``: n, mean and score are those stored with the standing.
    """

    criterion: Criterion
    cells: tuple[Cell, ...]
    n: int
    counted: int
    exact_mean: Fraction | None
    mean: Decimal | None
    score: Decimal | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A dimension: its criteria, their weights together, and its score as published."""

    dimension: str
    weight: Decimal
    rows: tuple[Row, ...]
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole way to a total; ``trimmed`` where highest and lowest were left out."""

    columns: tuple[Column, ...]
    sides: tuple[Side, ...]
    exact_total: Fraction | None
    total: Decimal | None
    trimmed: bool
    agrees: bool


def explain(ballots: Mapping[str, Ballot], rules: Rules, stored: Mapping[str, Any]) -> Explanation:
    """Explain an entry's score from its counted ballots, by judge, and the stored figures.

    ``stored`` is the standing's: ``score``, ``technical``, ``commercial`` as
    decimals, and ``criteria`` with ``n``, ``mean`` and ``score`` as text.
    """
    judges = sorted(ballots, key=_in_number_order)
    score = score_entry(ballots, rules)
    sides = tuple(
        _side(name, score, ballots=ballots, judges=judges, stored=stored)
        for name in rules.dimensions
    )
    rows = [row for side in sides for row in side.rows]
    same = score.total == stored["score"] and all(
        side.score == stored[side.dimension] for side in sides
    )
    return Explanation(
        columns=tuple(_column(judge, ballots[judge], score=score, rules=rules) for judge in judges),
        sides=sides,
        exact_total=_exact_total(score.criteria.values()),
        total=score.total,
        trimmed=any(part.panel.trimmed for part in score.criteria.values()),
        agrees=same and all(row.agrees for row in rows),
    )


def exact_text(value: Fraction | None) -> str:
    """Write an exact number: all its digits, or six and an ellipsis where they never end."""
    if value is None:
        return "—"
    scaled = value * 10**SHOWN_DIGITS
    cut = Decimal(int(scaled)).scaleb(-SHOWN_DIGITS)
    if scaled.denominator != 1:
        return f"{cut:f}…"
    return f"{cut.normalize():f}"


def plain(number: Decimal) -> str:
    """Write a mark, maximum or weight without zeros that say nothing: ``18``, ``17.5``."""
    return f"{number.normalize():f}"


def _in_number_order(judge: str) -> tuple[int, str]:
    return len(judge), judge


def _column(judge: str, marks: Ballot, *, score: EntryScore, rules: Rules) -> Column:
    whole = next(iter(score.criteria.values())) if rules.counts_whole_ballots else None
    return Column(
        judge=judge,
        total=ballot_total(marks, rules),
        dropped=_dropped(judge, whole) if whole else "",
        incomplete=judge in score.incomplete,
    )


def _dropped(judge: str, part: CriterionScore) -> str:
    if judge in part.panel.lowest:
        return "lowest"
    return "highest" if judge in part.panel.highest else ""


def _side(
    name: str,
    score: EntryScore,
    *,
    ballots: Mapping[str, Ballot],
    judges: list[str],
    stored: Mapping[str, Any],
) -> Side:
    parts = [part for part in score.criteria.values() if part.criterion.dimension == name]
    return Side(
        dimension=name,
        weight=sum((part.criterion.weight for part in parts), Decimal(0)),
        rows=tuple(
            _row(part, ballots, judges=judges, stored=stored["criteria"].get(part.criterion.key))
            for part in parts
        ),
        score=score.dimensions[name],
    )


def _row(
    part: CriterionScore,
    ballots: Mapping[str, Ballot],
    *,
    judges: list[str],
    stored: Mapping[str, Any] | None,
) -> Row:
    figures = {"n": part.panel.n, "mean": str(part.mean), "score": str(part.score)}
    key = part.criterion.key
    return Row(
        criterion=part.criterion,
        cells=tuple(Cell(ballots[judge].get(key), _dropped(judge, part)) for judge in judges),
        n=part.panel.n,
        counted=len(part.panel.counted),
        exact_mean=part.exact_mean,
        mean=part.mean,
        score=part.score,
        agrees=figures == stored,
    )


def _exact_total(parts: Iterable[CriterionScore]) -> Fraction | None:
    """Return the weighted sum of exact means; None where a criterion has no mark."""
    total = Fraction(0)
    for part in parts:
        if part.exact_mean is None:
            return None
        total += part.exact_mean * part.criterion.rate
    return total
