"""Whether an entry can be written, changed and submitted now, and by whom together."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest import consortium, rules
from contest.consortium import Trouble
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.forms import trouble_with_code
from contest.core.web import moment
from contest.models import Contest, Entry
from contest.states import EntryState
from contest.submitted import Member

EDITABLE = frozenset({EntryState.DRAFT, EntryState.SUBMITTED})


class NotOpen(Refusal):
    """The contest does not take entries now."""

    status = 422

    def __init__(self, contest: Contest) -> None:
        super().__init__(
            _early(contest) if clock.now() < contest.entries_open_at else _late(contest)
        )


class NotEditable(Refusal):
    """The entry is in a state in which nothing of it may change."""

    status = 422
    reason = _l("项目已有审查结果或已撤回，内容不能再修改。")


def closed(entry: Entry) -> Refusal | None:
    """Return why nothing of the entry may change now, or None where it may."""
    if entry.state not in EDITABLE:
        return NotEditable()
    if not rules.accepts_entries(entry.contest, clock.now()):
        return NotOpen(entry.contest)
    return None


def may_edit(entry: Entry) -> bool:
    """Return whether the entry's enterprise may change it now."""
    return closed(entry) is None


def require_editable(entry: Entry) -> None:
    """Raise ``NotEditable`` or ``NotOpen`` where nothing of the entry may change now."""
    if refusal := closed(entry):
        raise refusal


def was_given_up(entry: Entry) -> bool:
    """Return whether the entry is a draft that was given up: withdrawn, and never submitted."""
    return entry.state is EntryState.WITHDRAWN and entry.submitted_at is None


def wrong_consortium(entry: Entry, members: Sequence[Member]) -> str | None:
    """Return what is wrong with the members of the entry's consortium, or None."""
    most = entry.contest.most_members
    if found := consortium.trouble(members, lead=entry.enterprise.uscc, most=most):
        return _reason(found, most)
    for member in members:
        if wrong := trouble_with_code(member.uscc):
            return _("联合体成员“%(name)s”：%(why)s", name=member.name, why=wrong)
    return None


def _reason(found: Trouble, most: int) -> str:
    return {
        Trouble.TOO_MANY: _("联合体成员最多 %(n)d 家（不含牵头单位），请删去多出的行。", n=most),
        Trouble.UNNAMED: _("联合体成员的名称和统一社会信用代码都要填写，不需要的行请删去。"),
        Trouble.LEAD: _("牵头单位就是贵单位，不必再列为联合体成员，请删去这一行。"),
        Trouble.TWICE: _("同一个单位在联合体中出现了两次，请删去重复的行。"),
    }[found]


def _early(contest: Contest) -> str:
    when = moment(contest.entries_open_at)
    return _("揭榜尚未开始，请在 %(when)s（北京时间）之后再来。", when=when)


def _late(contest: Contest) -> str:
    when = moment(contest.entries_close_at)
    return _(
        "揭榜已于 %(when)s（北京时间）截止，这次操作没有生效。截止前最后一次提交的内容有效。",
        when=when,
    )
