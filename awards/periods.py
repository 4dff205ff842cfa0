"""Until when people may object: the end of a notice's last working day. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from contest.core.clock import SHANGHAI, local


def closing_of(last_day: date) -> datetime:
    """Return the moment at which a period that ends with ``last_day`` is over.

    It is the midnight after, in Shanghai; that very moment is too late already.
    """
    return datetime.combine(last_day + timedelta(days=1), time(), SHANGHAI)


def is_running(last_day: date | None, now: datetime) -> bool:
    """Return whether a period that ends with ``last_day`` still runs; None has not begun."""
    return last_day is not None and now < closing_of(last_day)


def day_of(moment: datetime) -> date:
    """Return the day of a moment, as people in China count it."""
    return local(moment).date()


def written(day: date) -> str:
    """Return a day as official texts write it: ``2026年3月9日``."""
    return f"{day.year}年{day.month}月{day.day}日"
