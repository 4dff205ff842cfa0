"""Sessions that want the same room, panel or judge at the same time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

from judging.draw import normal_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A session as far as its time goes; ``judges`` are names by number."""

    session_id: int
    title: str
    room: str
    panel_id: int
    starts_at: datetime
    ends_at: datetime
    judges: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions that overlap, and what they share: a room, a panel, or else judges by name."""

    one: Sitting
    other: Sitting
    room: bool
    panel: bool
    judges: tuple[str, ...]

    def seen_from(self, session_id: int) -> Sitting | None:
        """Return the other session, or None where this one is neither."""
        found = {self.one.session_id: self.other, self.other.session_id: self.one}
        return found.get(session_id)


def ends_at(starts_at: datetime, minutes: int, turns: int) -> datetime:
    """Return when a session ends; one without entries takes as long as one turn."""
    return starts_at + timedelta(minutes=minutes) * max(turns, 1)


def clashes(sittings: Iterable[Sitting]) -> list[Clash]:
    """Return every pair of sessions that overlap and share something, the earlier one first.

    Times are half-open: a session may begin as another ends.
    """
    ordered = sorted(sittings, key=lambda s: (s.starts_at, s.session_id))
    found = (_between(one, other) for one, other in combinations(ordered, 2))
    return [clash for clash in found if clash.room or clash.panel or clash.judges]


def _between(one: Sitting, other: Sitting) -> Clash:
    if not (one.starts_at < other.ends_at and other.starts_at < one.ends_at):
        return Clash(one, other, room=False, panel=False, judges=())
    panel = one.panel_id == other.panel_id
    shared = () if panel else tuple(one.judges[n] for n in one.judges if n in other.judges)
    return Clash(one, other, room=_place(one) == _place(other), panel=panel, judges=shared)


def _place(sitting: Sitting) -> str:
    """Return a room's name as it is compared: width, case and spaces do not count."""
    return normal_number(sitting.room).casefold().replace(" ", "")
