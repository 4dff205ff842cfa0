"""The indicators of an award: of its task agreement in force, else of its challenge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from awards.models import Award
from awards.queries.agreements import agreement_in_force
from contest.models import Challenge

# What an agreement takes over of an indicator.
TAKEN_OVER = ("name", "baseline", "comparator", "target", "unit", "verification")


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator and what is asked of it, as in ``≤ 1 天``."""

    name: str
    asked: str


def indicators_of(challenge: Challenge) -> list[dict[str, str]]:
    """Return a challenge's indicators as an agreement takes them over."""
    return [{key: getattr(one, key) for key in TAKEN_OVER} for one in challenge.indicators]


def said(indicator: Mapping[str, Any]) -> str:
    """Return what is asked of an indicator in one line."""
    return f"{indicator['comparator']} {indicator['target']} {indicator['unit']}".strip()


def asked_of(award: Award) -> list[Asked]:
    """Return what is asked of an award, in the words that hold now."""
    version = agreement_in_force(award.id)
    told = version.content["indicators"] if version else indicators_of(award.entry.challenge)
    return [Asked(one["name"], said(one)) for one in told]
