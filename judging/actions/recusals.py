"""Recusals (回避): found, asked for in writing, confirmed or dismissed with a reason."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import Contest, Entry, User
from contest.queries.files import row_of
from contest.states import EntryState
from judging.models import Recusal, RecusalGround, RecusalOrigin, RecusalRequest
from judging.queries.recusals import (
    ballot_between,
    new_recusals,
    pairs_of,
    recusal_between,
)
from judging.states import BallotState, RecusalState
from judging.voiding import void


class AlreadyVoid(Refusal):
    """A ballot that became void stays so; the judge cannot mark that entry again."""

    reason = _l("确认回避时，这位专家对此项目的评分已作废，不能再撤销回避。")


class NotOnThePanel(Refusal):
    """A request is about a judge who is to mark the entry."""

    reason = _l("请选择将要评审此项目的专家。")


class AlreadyRaised(Refusal):
    """One request, one recusal of a judge."""

    reason = _l("这位专家对此项目已有因申请提出的回避，请在回避列表中处理。")


class NotEntered(Refusal):
    """Whoever is in the running may ask for a recusal."""

    reason = _l("只有已提交、仍在参评的项目可以申请评委回避。")


@action("recusal.searched")
def search_recusals(contest: Contest, *, by: User) -> int:
    """Raise what employers' codes point to and was not raised before; return how many."""
    found = new_recusals(contest, at=clock.now(), by=by)
    db.session.add_all(found)
    return len(found)


@action("recusal.confirmed", personal_reason=True)
def confirm_recusal(recusal: Recusal, *, by: User, reason: str) -> None:
    """Let the judge stand back; a ballot already begun for the entry becomes void."""
    _decide(recusal, RecusalState.CONFIRMED, by=by, reason=reason)
    if ballot := ballot_between(recusal.judge_id, recusal.entry_id):
        void([ballot], reason=_("回避：%(reason)s", reason=reason))


@action("recusal.dismissed", personal_reason=True)
def dismiss_recusal(recusal: Recusal, *, by: User, reason: str) -> None:
    """Let the judge mark the entry. Raise AlreadyVoid where the ballot was taken away."""
    ballot = ballot_between(recusal.judge_id, recusal.entry_id)
    if ballot and ballot.state is BallotState.VOID:
        raise AlreadyVoid
    _decide(recusal, RecusalState.DISMISSED, by=by, reason=reason)


@action("recusal.requested")
def request_recusal(
    entry: Entry, *, by: User, named: str, detail: str, evidence: Kept | None
) -> RecusalRequest:
    """Ask in writing that whoever is named stand back. Raise NotEntered."""
    if entry.state not in {EntryState.SUBMITTED, EntryState.ADMITTED}:
        raise NotEntered
    request = RecusalRequest(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        named=named,
        detail=detail,
        requested_at=clock.now(),
        requested_by_id=by.id,
    )
    if evidence:
        request.file = row_of(evidence, by=by, contest_id=entry.contest_id)
    db.session.add(request)
    return request


@action("recusal_request.granted", personal_reason=True)
def grant_request(
    request: RecusalRequest, *, by: User, judge_id: int, ground: RecusalGround, reason: str
) -> Recusal:
    """Raise a recusal of the judge who is meant, to be confirmed or dismissed next.

    Raise NotOnThePanel, AlreadyRaised.
    """
    _refuse_answered(request)
    if (judge_id, request.entry_id) not in pairs_of(request.contest_id):
        raise NotOnThePanel
    if recusal_between(judge_id, request.entry_id, RecusalOrigin.REQUESTED):
        raise AlreadyRaised
    recusal = Recusal(
        contest_id=request.contest_id,
        entry_id=request.entry_id,
        judge_id=judge_id,
        origin=RecusalOrigin.REQUESTED,
        ground=ground,
        detail=f"{request.named}\n{request.detail}",
        file_id=request.file_id,
        raised_at=clock.now(),
        raised_by_id=by.id,
    )
    db.session.add(recusal)
    _answer(request, reason, by)
    return recusal


@action("recusal_request.declined", personal_reason=True)
def decline_request(request: RecusalRequest, *, by: User, reason: str) -> None:
    """Answer that nobody who is to mark the entry is meant, or that there is no ground."""
    _refuse_answered(request)
    _answer(request, reason, by)


def _decide(recusal: Recusal, state: RecusalState, *, by: User, reason: str) -> None:
    if recusal.state is state:
        raise Refusal(_("这项回避已经是这个结论，请刷新页面核对。"))
    recusal.state, recusal.decision_reason = state, reason
    recusal.decided_at, recusal.decided_by_id = clock.now(), by.id


def _refuse_answered(request: RecusalRequest) -> None:
    if request.answered_at is not None:
        raise Refusal(_("这份申请已经答复过，请刷新页面核对。"))


def _answer(request: RecusalRequest, answer: str, by: User) -> None:
    request.answer, request.answered_at, request.answered_by_id = answer, clock.now(), by.id
