"""The fairness check of a challenge as it is stored, for its form and its approval."""

from __future__ import annotations

from contest.linter import Finding, Indicator, check_challenge
from contest.models import Challenge

TEXTS = ("title", "pain_point", "goal", "resources", "eligibility")


def findings_of(challenge: Challenge) -> list[Finding]:
    """Return what people should look at in the challenge, gates first."""
    texts = {name: getattr(challenge, name) for name in TEXTS}
    rows = [Indicator(row.name, row.target, row.unit) for row in challenge.indicators]
    return check_challenge(texts, rows)
