"""Whether an entry can be withdrawn now; the action and the pages ask here."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import beyond
from contest.core.actions import Refusal
from contest.models import Entry
from contest.states import ENTRY, ContestState, EntryState


class NotWithdrawable(Refusal):
    """The entry has ended already."""

    reason = _l("项目已经结束（已撤回、审查未通过、路演缺席或取消资格），不能再撤回。")


class ContestOver(Refusal):
    """The contest is concluded or cancelled."""

    reason = _l("大赛已经结束或取消，项目不能再撤回。要放弃结果的，请书面联系组委会。")


class ResultPublished(Refusal):
    """Places and awards follow from published standings: who gives up, does so in writing."""

    reason = _l("评审已出结果，不能在系统中撤回。请书面联系组委会放弃。")


def barred(entry: Entry) -> Refusal | None:
    """Return why the entry cannot be withdrawn any more, or None where it can."""
    if not ENTRY.allows(entry.state, EntryState.WITHDRAWN):
        return NotWithdrawable()
    if entry.contest.state is not ContestState.ANNOUNCED:
        return ContestOver()
    return ResultPublished() if beyond.has_result(entry) else None
