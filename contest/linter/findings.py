"""What the fairness check finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from contest.core.said import Said


class Severity(StrEnum):
    """How much a finding weighs: against a rule, probably so, or merely unclear."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that people should look at: where, under which clause, why, and what instead."""

    code: str
    severity: Severity
    field: str
    clause: str
    found: str
    explanation: Said
    suggestion: Said


@dataclass(frozen=True, slots=True)
class Concern:
    """A kind of finding in running text, told by a pattern within one part of a sentence."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    clause: str
    explanation: Said
    suggestion: Said

    def at(self, field: str, found: str) -> Finding:
        """Return the finding of this kind at a passage of a field."""
        return Finding(
            *(self.code, self.severity, field, self.clause, found),
            *(self.explanation, self.suggestion),
        )
