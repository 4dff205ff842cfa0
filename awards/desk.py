"""Everybody's desk: what needs them now, and where they go when nothing does."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from awards import worklist as awards
from awards import worklist_deliveries as deliveries
from awards import worklist_publicity as publicity
from contest import worklist as contests
from contest import worklist_heads as heads
from contest import worklist_people as people
from contest.core.web import away
from contest.models import Role, User
from contest.worklist import Item
from judging import worklist as judging
from judging import worklist_standings as standings

# Each package's own lists, for those who run or enter contests.
SOURCES = (
    heads.items,
    contests.items,
    judging.items,
    standings.items,
    awards.items,
    publicity.items,
    deliveries.items,
)
URGENCY = {"hot": 0, "warm": 1, "cool": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the work list, as its component draws it."""

    level: str
    title: str
    note: str
    due: str
    action_url: str
    action_label: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody can do when nothing waits for them: in words, and the page for it."""

    note: str
    url: str
    label: str


def work_of(user: User) -> list[Line]:
    """Return what needs this person now; what is due sooner comes first within its urgency."""
    # What waits about people stands on the system administrator's desk alone.
    sources = (heads.items, people.items) if user.role is Role.SYSTEM_ADMIN else SOURCES
    found = [item for source in sources for item in source(user)]
    found.sort(key=_pressing)
    return [
        Line(item.level, item.title, item.note, away(item.due), item.url, item.label)
        for item in found
    ]


def _pressing(item: Item) -> tuple[int, bool, float]:
    due = item.due.timestamp() if item.due else 0.0
    return URGENCY[item.level], item.due is None, due


def next_step_of(user: User) -> NextStep:
    """Return where this person goes when nothing waits for them."""
    note, endpoint, label = {
        Role.ORGANIZER: (_("可以先看看本届大赛的全貌。"), "contests.index", _("查看赛程与总览")),
        Role.SUPERVISOR: (
            _("可以查看全部记录；一切操作都留有日志。"),
            "ledger.browse",
            _("查看日志"),
        ),
        Role.ISSUER: (
            _("有新的场景需求时，可以随时起草榜单。"),
            "challenges.index",
            _("查看我的榜单"),
        ),
        Role.ENTERPRISE: (
            _("选一个榜单，看清指标后提问或揭榜。"),
            "challenges.browse",
            _("浏览榜单"),
        ),
        Role.JUDGE: (
            _("组委会安排路演后，待评项目会出现在这里。"),
            "ballots.desk",
            _("查看我的评审"),
        ),
        Role.SYSTEM_ADMIN: (
            _("可以新建组织单位，或邀请它的组委会成员。"),
            "bodies.browse",
            _("管理组织单位"),
        ),
        Role.SECURITY_ADMIN: (
            _("可以检查账号：停用、解除，或结束其登录。"),
            "security.browse",
            _("管理账号"),
        ),
        Role.AUDIT_ADMIN: (_("可以按人、时间和对象查阅日志。"), "ledger.browse", _("查看日志")),
    }[user.role]
    return NextStep(note, url_for(endpoint), label)
