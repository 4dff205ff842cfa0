"""The ready template of a contest: sensible dates, and what each date is called."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _

from contest.core import calendar
from contest.core.clock import SHANGHAI, local

# Days after the day a contest is created, and the hour in Shanghai; a day off moves on to a
# working day. Two weeks to gather challenges, a month and a half to write an entry.
TEMPLATE = {
    "entries_open_at": (14, 9),
    "entries_close_at": (59, 17),
    "screening_until": (66, 17),
    "roadshow_from": (80, 9),
    "roadshow_until": (81, 17),
}


def template_values(now: datetime) -> dict[str, Any]:
    """Return a new contest's settings, from the ready template, as of ``now``."""
    dates = {name: _at(now, days, hour) for name, (days, hour) in TEMPLATE.items()}
    year = local(dates["roadshow_from"]).year
    return {
        "name": _("%(year)s 年场景大赛", year=year),
        "year": year,
        "publicity_days": 5,
        "budget_fen": 1_000_000_000,
        "most_members": 4,
        "fewest_entries": 3,
        "talk_minutes": 8,
        "question_minutes": 4,
        "one_award_per_enterprise": True,
        **dates,
    }


def _at(now: datetime, days: int, hour: int) -> datetime:
    day = local(now).date() + timedelta(days=days)
    while not calendar.is_working_day(day)[0]:
        day += timedelta(days=1)
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


def date_name(name: str) -> str:
    """Return what a date of the timetable is called."""
    return {
        "entries_open_at": _("报名开始"),
        "entries_close_at": _("报名截止"),
        "screening_until": _("形式审查完成"),
        "roadshow_from": _("路演开始"),
        "roadshow_until": _("路演结束"),
    }[name]
