"""What has become of an entry beyond this package: its turn at the roadshow, its result.

The packages that know sessions and standings put their answers here when the
app is put together, so that rules about entries can ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from contest.models import Entry

# When an entry's turn begins, or None while it has none.
turns: list[Callable[[Entry], datetime | None]] = []
# Whether any of some entries is in published standings.
results: list[Callable[[Sequence[Entry]], bool]] = []


def has_result(entry: Entry) -> bool:
    """Return whether the entry is in standings that are published."""
    return have_result([entry])


def have_result(entries: Sequence[Entry]) -> bool:
    """Return whether any of the entries is in standings that are published."""
    return bool(entries) and any(answer(entries) for answer in results)


def roadshow_of(entry: Entry) -> datetime:
    """Return when the entry is on stage: its turn, or else when the contest's roadshow begins."""
    found = (answer(entry) for answer in turns)
    return next((turn for turn in found if turn), entry.contest.roadshow_from)
