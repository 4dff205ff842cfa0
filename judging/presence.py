"""Noting that a tablet asked: often enough to tell who is away, seldom enough to cost little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from contest.core import clock
from contest.core.actions import operating
from contest.core.forms import normal
from judging.models import Presence
from judging.queries.screens import Seated

NOTED_EVERY = timedelta(seconds=15)
LARGEST = 2**31 - 1
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What a tablet tells of itself; whatever it sends, nothing here can be out of bounds."""

    entry_id: int | None
    unsent: int
    skew: int
    tablet: str

    @property
    def values(self) -> tuple[int | None, int, int, str]:
        """The same in the order in which it is kept."""
        return self.entry_id, self.unsent, self.skew, self.tablet


def read_told(entry: str, unsent: str, skew: str, *, tablet: str) -> Told:
    """Return what a tablet told, as far as it can be read."""
    entry_id = _whole(entry)
    return Told(
        entry_id if entry_id and entry_id > 0 else None,
        max(_whole(unsent) or 0, 0),
        _whole(skew) or 0,
        normal(tablet)[:LONGEST_NAME].encode("utf-8", "ignore").decode(),
    )


def note(judge_id: int, seats: Sequence[Seated], told: Told) -> None:
    """Keep the time and what was told, where that is news."""
    now = clock.now()
    due = [
        seat
        for seat in seats
        if seat.seen_at is None or now - seat.seen_at >= NOTED_EVERY or seat.told != told.values
    ]
    if not due:
        return
    with operating() as session:
        for seat in due:
            key = {"session_id": seat.session_id, "judge_id": judge_id}
            row = session.get(Presence, key) or Presence(**key)
            row.entry_id, row.unsent, row.skew, row.tablet = told.values
            row.seen_at = now
            session.add(row)


def _whole(typed: str) -> int | None:
    try:
        number = int(typed[:20])
    except ValueError:
        return None
    return number if abs(number) <= LARGEST else None
