"""The fairness check (公平竞争体检) of what a challenge says. Pure.

It flags, with the clause and a suggested wording; it never blocks. A finding
may be wrong: people read it, and the organizer answers for what is approved.
"""

from contest.linter.check import Indicator, check_challenge, check_text
from contest.linter.findings import Finding, Severity

__all__ = ["Finding", "Indicator", "Severity", "check_challenge", "check_text"]
