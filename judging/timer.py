"""The clock on stage: talk, then questions, run by the server's time. Pure.

A running timer knows when it ends, a held one how many seconds are left; every page counts down
by itself from there, so that no two of them can differ by more than their clocks do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# What one press adds, and what all of them may add up to.
MOST_SECONDS = 3600


class Phase(StrEnum):
    """What the time on stage is for."""

    NONE = "none"
    TALK = "talk"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Timer:
    """One of ``ends_at`` (running) and ``left`` (held, in seconds); neither without a phase."""

    phase: Phase = Phase.NONE
    ends_at: datetime | None = None
    left: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether time passes, or has run out unstopped."""
        return self.ends_at is not None

    @property
    def stamp(self) -> str:
        """Tell this state of the timer from every other: what a press was meant for."""
        ends = self.ends_at.isoformat() if self.ends_at else ""
        return f"{self.phase}/{ends}/{'' if self.left is None else self.left}"

    def seconds(self, now: datetime) -> int:
        """Return the seconds left, never below 0; a begun second is a whole one."""
        if self.ends_at is None:
            return self.left or 0
        return max(-int((now - self.ends_at).total_seconds() // 1), 0)


def begun(phase: Phase, minutes: int, now: datetime) -> Timer:
    """Return a timer that runs ``minutes`` from now; without any time, one that is over."""
    return Timer(phase, ends_at=now + timedelta(minutes=minutes))


def held(timer: Timer, now: datetime) -> Timer:
    """Return the timer stopped where it is; one that does not run stays as it is."""
    return Timer(timer.phase, left=timer.seconds(now)) if timer.is_running else timer


def resumed(timer: Timer, now: datetime) -> Timer:
    """Return the timer running on; one that runs, or has no phase, stays as it is."""
    if timer.is_running or timer.phase is Phase.NONE:
        return timer
    return Timer(timer.phase, ends_at=now + timedelta(seconds=timer.left or 0))


def extended(timer: Timer, seconds: int, now: datetime) -> Timer:
    """Return the timer with so many seconds more, counted from now where it had run out."""
    if timer.phase is Phase.NONE:
        return timer
    more = min(timer.seconds(now) + seconds, MOST_SECONDS)
    if not timer.is_running:
        return Timer(timer.phase, left=more)
    base = max(timer.ends_at or now, now)
    ends = min(base + timedelta(seconds=seconds), now + timedelta(seconds=MOST_SECONDS))
    return Timer(timer.phase, ends_at=ends)
