"""Working days by the State Council's holiday calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar


@dataclass(frozen=True, slots=True)
class Period:
    """A period's last day, and whether the holiday calendar covers all of it."""

    last: date
    covered: bool


def is_working_day(day: date) -> tuple[bool, bool]:
    """Return whether people work on ``day``, and whether the holiday calendar knows.

    Where it does not yet cover the year, Monday to Friday count.
    """
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False  # noqa: PLR2004 -- Saturday is 5


def last_working_day(first: date, days: int) -> Period:
    """Return the day on which a period of ``days`` working days from ``first`` ends.

    The first day is not counted; the last is a working day (民法典 arts. 201, 203).
    """
    if days < 1:
        raise ValueError("a period lasts at least one working day")
    day, left, covered = first, days, True
    while left:
        day += timedelta(days=1)
        works, known = is_working_day(day)
        left, covered = left - works, covered and known
    return Period(day, covered)
