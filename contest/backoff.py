"""How long the next try to sign in has to wait after failed ones.

Tries are counted per account and source: one who guesses at an account from
elsewhere slows down himself, not its owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

FREE_TRIES = 5
# At this many accounts a source may fail (a hall of people behind one address) before it waits.
FREE_ACCOUNTS = 10
LONGEST = timedelta(minutes=15)
# Failures older than this are forgotten.
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed tries within the window: how many count, and when the last was."""

    number: int = 0
    last: datetime | None = None


def seconds_to_wait(failures: Failures, now: datetime) -> int:
    """Return whole seconds until the next try: 2ⁿ after n ≥ 5 failures, 15 minutes at most."""
    if failures.number < FREE_TRIES or failures.last is None:
        return 0
    pause = min(timedelta(seconds=2 ** min(failures.number, 10)), LONGEST)
    return max(0, ceil((failures.last + pause - now).total_seconds()))


def over_accounts(accounts: int, last: datetime | None) -> Failures:
    """Return failures at that many accounts as if made at one, the free ones taken off."""
    return Failures(max(0, accounts - FREE_ACCOUNTS + FREE_TRIES), last)
