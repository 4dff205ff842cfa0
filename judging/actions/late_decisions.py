"""Two people decide what becomes of marks that came too late: one proposes, another confirms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.models import User
from judging.models import BallotSource, LateBallot
from judging.queries.duties import Duty, duty, lines_of, written_marks
from judging.refusals import NotTaken
from judging.sent import Sent
from judging.states import BallotState, LateState
from judging.writing import put_whole


class NotWaiting(Refusal):
    reason = _l("这份评分已有人提议或已经决定，请刷新页面核对。")


class NotProposed(Refusal):
    reason = _l("这份评分现在没有待确认的提议，请刷新页面核对。")


class SamePerson(Refusal):
    reason = _l("提议人不能自己确认，请由另一位组委会人员核对后确认。")


class NotWhole(Refusal):
    reason = _l("这份评分没有打完，不能计入；评分表须全部打分才能提交。请提议“不计入”。")


class NoLongerJudges(Refusal):
    reason = _l("这位专家已回避、退出或被更换，不再评审此项目，评分不能计入。请提议“不计入”。")


class StandsAlready(Refusal):
    reason = _l(
        "这份评分表已经提交了另外的分数。改动已提交的分数属于更正，不能在这里办理；"
        "请提议“不计入”，这些分数仍在此留存备查。"
    )


class OutAlready(Refusal):
    reason = _l("本次大赛的排名已发布，迟到的评分不能再计入。请提议“不计入”。")


@action("late_ballot.proposed")
def propose_late(late: LateBallot, *, by: User, counts: bool, reason: str) -> None:
    """Propose to count the marks, or not. Refused at once where they could not be counted."""
    if late.state is not LateState.WAITING:
        raise NotWaiting
    if counts:
        _countable(late)
    late.state, late.counts, late.proposal_reason = LateState.PROPOSED, counts, reason
    late.proposed_by_id, late.proposed_at = by.id, clock.now()
    late.return_reason = ""


@action("late_ballot.returned")
def return_late(late: LateBallot, *, by: User, reason: str) -> None:
    """Turn a proposal down, or take one's own back: the marks wait again."""
    if late.state is not LateState.PROPOSED:
        raise NotProposed
    late.state, late.counts, late.proposal_reason = LateState.WAITING, None, ""
    late.proposed_by_id, late.proposed_at = None, None
    late.return_reason = reason


@action("late_ballot.confirmed")
def confirm_late(late: LateBallot, *, by: User) -> None:
    """Do what another person proposed: write the marks into the ballot, or leave them here.

    The ballot is submitted now; when its marks were made stays here. Raise
    SamePerson, and what stands in the way of counting by now.
    """
    if late.state is not LateState.PROPOSED:
        raise NotProposed
    if late.proposed_by_id == by.id:
        raise SamePerson
    if late.counts:
        _count(late)
    late.decided_by_id, late.decided_at = by.id, clock.now()
    late.state = LateState.COUNTED if late.counts else LateState.DISMISSED


def _countable(late: LateBallot) -> Duty:
    found = duty(late.judge_id, late.entry_id)
    if found is None:
        raise NoLongerJudges
    if found.is_published:
        raise OutAlready
    if not late.whole:
        raise NotWhole
    if found.ballot and found.ballot.state is BallotState.SUBMITTED and _differs(late, found):
        raise StandsAlready
    return found


def _differs(late: LateBallot, found: Duty) -> bool:
    return late.marks != written_marks(lines_of(found))


def _count(late: LateBallot) -> None:
    found = _countable(late)
    sent = Sent(late.uuid, 0, late.marks, submits=True)
    try:
        put_whole(found, sent, source=BallotSource.LATE)
    except NotTaken as refusal:  # the rules were replaced meanwhile: say which marks do not fit
        raise Refusal(str(refusal)) from None
