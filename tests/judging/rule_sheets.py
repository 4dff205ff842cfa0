"""Small rule sheets for the tests of scoring and ranking."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from judging.rules import Criterion, Rules


def criterion(
    key: str, weight: str = "1", *, top: str | None = "10", dimension: str = "technical"
) -> Criterion:
    return Criterion(key, dimension, Decimal(top) if top else None, Decimal(weight))


def one_criterion(**options: Any) -> Rules:
    """One criterion "all", whose mark out of 10 is worth as many points."""
    return Rules(criteria=(criterion("all", "10"),), **options)


def two_dimensions(**options: Any) -> Rules:
    """Novelty (60 points, technical) and price (40 points, commercial), marks out of 10."""
    lines = (criterion("novelty", "60"), criterion("price", "40", dimension="commercial"))
    return Rules(criteria=lines, **options)


def ballots(**marks: str) -> dict[str, dict[str, Decimal | None]]:
    """Return ballots from judge="novelty price", where "-" is not marked."""
    return {judge: _ballot(given.split()) for judge, given in marks.items()}


def _ballot(given: list[str]) -> dict[str, Decimal | None]:
    keys = ["all"] if len(given) == 1 else ["novelty", "price"]
    return {key: None if m == "-" else Decimal(m) for key, m in zip(keys, given, strict=True)}
