"""What an organizer has to prepare of a contest, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from awards.queries.overview import Progress
from contest.models import Contest


@dataclass(frozen=True, slots=True)
class Task:
    """Something to prepare: what it is, how far it has come, and where it goes on."""

    name: str
    said: str
    is_done: bool
    url: str
    button: str


def preparation(contest: Contest, progress: Progress, *, challenges: int) -> list[Task]:
    """Return what belongs to a contest before its roadshow; ``challenges`` were handed in."""
    return [_prizes(contest, progress), _rules(contest, progress), _challenges(contest, challenges)]


def _prizes(contest: Contest, progress: Progress) -> Task:
    return Task(
        _("奖项"),
        _("已设 %(count)s 项", count=progress.prizes) if progress.prizes else _("还没有设置"),
        bool(progress.prizes),
        url_for("prizes.show", contest_id=contest.id),
        _("查看奖项") if progress.prizes else _("设置奖项"),
    )


def _rules(contest: Contest, progress: Progress) -> Task:
    sealed = bool(progress.rules_digest)
    drafted = _("已起草，尚未封存") if progress.open_sheets else _("还没有起草")
    return Task(
        _("评审规则"),
        _("已封存") if sealed else drafted,
        sealed,
        url_for("rulesheets.index", contest_id=contest.id),
        _("查看评审规则") if sealed else _("准备评审规则"),
    )


def _challenges(contest: Contest, challenges: int) -> Task:
    said = _("已提交 %(count)s 个", count=challenges) if challenges else _("还没有提交的榜单")
    return Task(
        pgettext("列表", "榜单"),
        said,
        bool(challenges),
        url_for("challenges.index", contest=contest.id),
        _("查看榜单"),
    )
