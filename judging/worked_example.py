"""A worked example of a rule sheet: invented marks, computed by the real engine. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from judging.rules import Rules
from judging.scoring import EntryScore, ballot_total, round_half_up, score_entry

# How generous the invented judges are, in hundredths of the maximum; spread as real panels are.
GENEROSITY = (84, 78, 91, 80, 66, 87, 82, 75, 89)
FEWEST = 3


@dataclass(frozen=True, slots=True)
class ExampleBallot:
    """An invented judge's marks by criterion, their weighted total, and whether it is dropped."""

    judge: str
    marks: Mapping[str, Decimal]
    total: Decimal
    dropped: bool


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """The ballots of an invented entry, and what the engine makes of them."""

    ballots: tuple[ExampleBallot, ...]
    score: EntryScore


def worked_example(rules: Rules, *, steps: Mapping[str, Decimal], judges: int = 7) -> WorkedExample:
    """Return the example for a panel of that many judges (3 to 9); ``steps`` by criterion key."""
    number = min(max(judges, FEWEST), len(GENEROSITY))
    ballots = {f"{n:02d}": _marks(rules, steps, n) for n in range(1, number + 1)}
    score = score_entry(ballots, rules)
    return WorkedExample(
        tuple(
            ExampleBallot(
                judge,
                marks,
                round_half_up(ballot_total(marks, rules) or Fraction(0), rules.decimals),
                _is_dropped(judge, score),
            )
            for judge, marks in ballots.items()
        ),
        score,
    )


def _marks(rules: Rules, steps: Mapping[str, Decimal], judge: int) -> dict[str, Decimal]:
    """Return marks that differ a little from criterion to criterion, on the step."""
    marks = {}
    for position, criterion in enumerate(rules.criteria):
        top, step = criterion.top or Decimal(10), steps[criterion.key]
        share = Decimal(GENEROSITY[judge - 1] + (judge * 3 + position * 5) % 8 - 3) / 100
        marks[criterion.key] = (top * share / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return marks


def _is_dropped(judge: str, score: EntryScore) -> bool:
    """Return whether all criteria leave this judge out; trimming by criterion drops no judge."""
    return all(judge not in line.panel.counted for line in score.criteria.values())
