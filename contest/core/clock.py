"""The one source of the current time, and how people read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

# While an action runs: the latest time its chain of the log has already seen.
_floor: ContextVar[datetime | None] = ContextVar("floor", default=None)
# While a past is told: the moment that is being told of.
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def system() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the current time, aware, in UTC.

    Inside an action it is never before the last thing logged about the same
    contest: a deadline once passed does not reopen when the clock steps back.
    """
    floor, moment = _floor.get(), _told.get() or system()
    return max(moment, floor) if floor else moment


@contextmanager
def not_before(moment: datetime | None) -> Iterator[None]:
    """Let ``now`` in the block return ``moment`` or later."""
    token = _floor.set(moment)
    try:
        yield
    finally:
        _floor.reset(token)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let ``now`` in the block return ``moment``: for telling of what happened, in its order."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def local(moment: datetime) -> datetime:
    """Return the moment as people in China read it."""
    return moment.astimezone(SHANGHAI)
