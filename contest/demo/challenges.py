"""The challenges, as their issuers wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contest.demo.source import TEXTS, read_text

# In the order they are listed: the roadshow of today, the open contest, the ended one.
ORDER = (
    *("metro", "port", "elderly", "grid", "park", "university"),
    *("fishery", "hotline", "tourism", "guarantee"),
    *("hospital", "water", "sanitation", "museum"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measurable target; ``baseline`` is None where nothing was measured yet."""

    name: str
    unit: str
    comparator: str
    target: Decimal
    verification: str
    baseline: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and its answer; days count from the challenge's publication."""

    asked_day: int
    answered_day: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A notice that corrects the challenge, so many days after its publication."""

    day: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A challenge; contest, issuer and field are keys of the demo and of ``fields_seed``."""

    key: str
    contest: str
    issuer: str
    field: str
    stage: str
    title: str
    pain_point: str
    goal: str
    resources: str
    cooperation: tuple[str, ...]
    eligibility: str
    indicators: tuple[Indicator, ...]
    questions: tuple[Question, ...]
    corrections: tuple[Correction, ...]


def chapters() -> Iterator[tuple[Challenge, list[dict[str, Any]]]]:
    """Yield each challenge with the rows of its entries."""
    for key in ORDER:
        text = read_text(TEXTS / "challenges" / f"{key}.toml")
        entries = text.pop("entries")
        yield _challenge(text), entries


def _challenge(text: dict[str, Any]) -> Challenge:
    cooperation = tuple(text.pop("cooperation"))
    indicators = tuple(_indicator(row) for row in text.pop("indicators"))
    questions = tuple(Question(**row) for row in text.pop("questions", ()))
    corrections = tuple(Correction(**row) for row in text.pop("corrections", ()))
    return Challenge(
        cooperation=cooperation,
        indicators=indicators,
        questions=questions,
        corrections=corrections,
        **text,
    )


def _indicator(row: dict[str, Any]) -> Indicator:
    numbers: dict[str, Any] = {
        key: Decimal(row.pop(key)) for key in ("target", "baseline") if key in row
    }
    return Indicator(**row, **numbers)


CHALLENGES: tuple[Challenge, ...] = tuple(challenge for challenge, _rows in chapters())
BY_KEY: Mapping[str, Challenge] = {challenge.key: challenge for challenge in CHALLENGES}
