"""Whether an entry can be written, changed and submitted now; everything about it asks here."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest import rules
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.web import moment
from contest.models import Contest, Entry
from contest.states import EntryState

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


def _early(contest: Contest) -> str:
    when = moment(contest.entries_open_at)
    return _("揭榜尚未开始，请在 %(when)s（北京时间）之后再来。", when=when)


def _late(contest: Contest) -> str:
    when = moment(contest.entries_close_at)
    return _(
        "揭榜已于 %(when)s（北京时间）截止，这次操作没有生效。截止前最后一次提交的内容有效。",
        when=when,
    )
