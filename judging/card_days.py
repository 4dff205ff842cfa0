"""Until the end of which day a judge's card may be good. Pure.

A card is good to the end of a day, not to the minute at which the last session should be over:
roadshows run late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from contest.core.clock import SHANGHAI, local


def last_day(until: datetime) -> date:
    """Return the last day of a time that ends at ``until``: at midnight, the day before."""
    return local(until - timedelta(microseconds=1)).date()


def days_for(roadshow_until: datetime, starts: Iterable[datetime], now: datetime) -> list[date]:
    """Return the days to choose from: today, those with a session, and the roadshow's last.

    The last of them is the one to propose.
    """
    days = {last_day(roadshow_until), *(local(start).date() for start in starts)}
    today = local(now).date()
    return sorted({today, *(day for day in days if day >= today)})


def end_of(day: date) -> datetime:
    """Return the last second of a day in Shanghai: what is written as 23:59 is read aright."""
    return datetime.combine(day, time(23, 59, 59), SHANGHAI)
