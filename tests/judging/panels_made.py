"""Rolls and rankings in one line each, for the tests of what is made of marks."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from judging.cuts import Ranking
from judging.rules import Criterion, RoundOrder, Rules, Trim
from judging.tally import Roll

HALF = Decimal("0.5")


def rubric(count: int = 2, *, top: int = 10, weight: int = 50) -> tuple[Criterion, ...]:
    """Return so many criteria, the first half of them technical."""
    return tuple(
        Criterion(
            f"c{number}",
            "technical" if number < (count + 1) // 2 else "commercial",
            Decimal(top),
            Decimal(weight),
        )
        for number in range(count)
    )


def rules_for(count: int = 2, **settings) -> Rules:
    return Rules(criteria=rubric(count), **{"ties": ("dimension:technical", "share"), **settings})


def ballot(marks: str) -> dict[str, Decimal | None]:
    """Return marks such as "8 9.5 -" by criterion."""
    return {
        f"c{number}": None if mark == "-" else Decimal(mark)
        for number, mark in enumerate(marks.split())
    }


def ranking(marks: dict[str, list[str]], rules: Rules, **settings) -> Ranking:
    """Return a ranking of entries with a ballot of each judge, who are numbered from 1."""
    ballots = {
        entry: {str(judge): ballot(given) for judge, given in enumerate(of_entry, 1)}
        for entry, of_entry in marks.items()
    }
    return Ranking(challenge=None, ballots=ballots, rules=rules, **settings)


def roll(ballots: dict[int, dict[int, dict[str, Decimal]]]) -> Roll:
    """Return a roll of nothing but ballots, all entries in one challenge."""
    return Roll(
        entries=dict.fromkeys(ballots, 1), seats={}, recused={}, undecided={}, ballots=ballots
    )


def crowd(entries: int, judges: int, criteria: int, *, seed: int = 1) -> Roll:
    """Return marks at random in halves from 4 to 10, dense enough for close places."""
    random = Random(seed)  # noqa: S311 -- marks of a test
    return roll(
        {
            entry: {
                judge: {f"c{n}": Decimal(random.randint(8, 20)) / 2 for n in range(criteria)}
                for judge in range(1, judges + 1)
            }
            for entry in range(1, entries + 1)
        }
    )


ALL_RULES = [(trim, order) for trim in Trim for order in RoundOrder]
