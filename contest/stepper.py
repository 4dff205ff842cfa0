"""The life of a contest in seven steps, as its stepper shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from contest.core.clock import local
from contest.core.web import moment
from contest.models import Contest
from contest.rules import Phase, phase

STEPS = ("challenges", "entries", "screening", "panels", "roadshow", "awards", "policy")

# The step that is under way in each phase; None where all, or no more of them, are done.
_UNDER_WAY = {
    Phase.PREPARING: 0,
    Phase.ANNOUNCED: 0,
    Phase.ENTERING: 1,
    Phase.SCREENING: 2,
    Phase.SEATING: 3,
    Phase.ROADSHOW: 4,
    Phase.AWARDING: 5,
    Phase.CONCLUDED: 6,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the life: ``state`` is done, now or todo; a blocker says what holds it up."""

    key: str
    label: str
    note: str
    state: str
    blocker: str = ""
    url: str = ""


def steps(contest: Contest, now: datetime) -> list[Step]:
    """Return the seven steps with their dates; whoever knows more replaces notes and blockers."""
    current = _UNDER_WAY.get(phase(contest, now))
    labels, notes = _labels(), _notes(contest)
    return [
        Step(key, labels[key], notes[key], _state(position, current))
        for position, key in enumerate(STEPS)
    ]


def _state(position: int, current: int | None) -> str:
    if current is None or position > current:
        return "todo"
    return "now" if position == current else "done"


def _labels() -> dict[str, str]:
    return {
        "challenges": _("发榜"),
        "entries": _("揭榜报名"),
        "screening": _("形式审查"),
        "panels": _("专家与回避"),
        "roadshow": _("路演评审"),
        "awards": _("奖励公示"),
        "policy": _("政策兑现"),
    }


def _notes(contest: Contest) -> dict[str, str]:
    closes = f"{_short(contest.entries_close_at)} {moment(contest.entries_close_at)[-5:]}"
    return {
        "challenges": _("%(day)s前发布", day=_short(contest.entries_open_at)),
        "entries": _("%(moment)s 截止", moment=closes),
        "screening": _("%(day)s前完成", day=_short(contest.screening_until)),
        "panels": _("%(day)s前完成", day=_short(contest.roadshow_from)),
        "roadshow": _("%(day)s开始", day=_short(contest.roadshow_from)),
        "awards": _("%(days)s 个工作日", days=contest.publicity_days),
        "policy": _("目录、补贴、攻关"),
    }


def _short(value: datetime) -> str:
    """Write a day without its year: the contest's page tells all dates in full."""
    shown = local(value)
    return _("%(month)s 月 %(day)s 日", month=shown.month, day=shown.day)


def phase_name(found: Phase) -> str:
    """Return what a phase is called."""
    return {
        Phase.PREPARING: _("筹备中"),
        Phase.ANNOUNCED: _("已公告，未开始报名"),
        Phase.ENTERING: _("揭榜报名中"),
        Phase.SCREENING: _("形式审查中"),
        Phase.SEATING: _("准备路演"),
        Phase.ROADSHOW: _("路演评审中"),
        Phase.AWARDING: _("奖励与公示"),
        Phase.CONCLUDED: _("已结束"),
        Phase.CANCELLED: _("已取消"),
        Phase.REHEARSAL: _("彩排中"),
        Phase.REHEARSED: _("彩排已结束"),
    }[found]


def phase_tone(found: Phase) -> str:
    """Return the tone of a phase's chip."""
    tones = {Phase.ENTERING: "ok", Phase.CANCELLED: "seal", Phase.AWARDING: "gold"}
    quiet = {Phase.PREPARING, Phase.CONCLUDED, Phase.REHEARSED}
    return "neutral" if found in quiet else tones.get(found, "brand")
