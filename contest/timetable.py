"""The ready template of a contest: sensible dates, and what each date is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _

from contest.core import calendar
from contest.core.clock import SHANGHAI, local
from contest.core.web import moment
from contest.models import Contest
from contest.rules import DATES

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
        "objection_answer_days": 3,
        "budget_fen": 1_000_000_000,
        "most_members": 4,
        "fewest_entries": 3,
        "talk_minutes": 8,
        "question_minutes": 4,
        "outlying_percent": 20,
        "sway_percent": 10,
        "fewest_compared": 8,
        "one_award_per_enterprise": True,
        **dates,
    }


def is_covered(values: Mapping[str, Any]) -> bool:
    """Return whether the holiday calendar knows the years of all dates."""
    return all(calendar.is_working_day(local(values[name]).date())[1] for name in DATES)


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


def setting_in_words(contest: Contest, name: str) -> str:
    """Return a date or a term of the contest as letters tell it: its name and what it is now."""
    value = getattr(contest, name)
    if name in DATES:
        return f"{date_name(name)}：{moment(value)}"
    return {
        "publicity_days": _("奖励公示：%(count)s 个工作日", count=value),
        "objection_answer_days": _("异议答复：%(count)s 个工作日", count=value),
        "most_members": _("联合体成员：牵头单位之外最多 %(count)s 家", count=value),
        "fewest_entries": _("每个榜单的有效揭榜：不少于 %(count)s 个", count=value),
        "talk_minutes": _("路演讲解：%(count)s 分钟", count=value),
        "question_minutes": _("评委提问：%(count)s 分钟", count=value),
    }[name]
