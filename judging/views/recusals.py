"""Recusals: the matrix, decisions, and what entrants ask for in writing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contest.choosing import contests_of, current_contest
from contest.core.access import requires
from contest.core.serving import attachment
from contest.models import Contest, Entry, User
from judging.actions import recusals as actions
from judging.forms.recusals import AnswerForm, DecisionForm, RequestForm
from judging.models import Recusal, RecusalGround, RecusalRequest
from judging.policies.panels import PREPARE, VIEW_CURRENT, VIEW_SETUP
from judging.policies.recusals import (
    ANSWER_REQUEST,
    ASK_RECUSAL,
    DECIDE_RECUSAL,
    READ_EVIDENCE,
    VIEW_RECUSAL,
    VIEW_REQUEST,
)
from judging.queries.panels import attendances, quorums_of
from judging.queries.recusals import (
    ballot_between,
    judges_for,
    open_requests,
    parties_of,
    profile_of,
    recusals_of,
    requests_about,
)
from judging.queries.sessions import sessions_of
from judging.recusal_matrix import matrix_of
from judging.recusal_words import ground_name, origin_name, recusal_state
from judging.states import RecusalState

bp = Blueprint("recusals", __name__)

WORDS: dict[str, Any] = {
    "ground_name": ground_name,
    "origin_name": origin_name,
    "recusal_state": recusal_state,
}


@bp.get("/recusals")
@requires(VIEW_CURRENT)
def current(user: User) -> ResponseReturnValue:
    if contest := current_contest(user):
        return redirect(url_for(".index", contest_id=contest.id))
    return render_template("judging/no_contest.html", title=_("评审与回避"))


@bp.get("/contests/<int:contest_id>/recusals")
@requires(VIEW_SETUP)
def index(contest: Contest) -> ResponseReturnValue:
    sessions, recusals = sessions_of(contest.id), recusals_of(contest.id)
    quorum, attendance = quorums_of([contest.id])[contest.id], attendances([contest.id])
    chosen = request.args.get("session", type=int)
    session = next((s for s in sessions if s.id == chosen), sessions[0] if sessions else None)
    matrix = session and matrix_of(session, recusals, attendance=attendance, quorum=quorum)
    return render_template(
        "judging/recusals/index.html",
        contest=contest,
        contests=contests_of(current_user),
        sessions=sessions,
        session=session,
        matrix=matrix,
        undecided=[r for r in recusals if r.state is RecusalState.POTENTIAL],
        requests=open_requests(contest.id),
        decided=len([r for r in recusals if r.state is not RecusalState.POTENTIAL]),
        short=[e for e, found in attendance.items() if found.short(quorum)],
        **WORDS,
    )


@bp.post("/contests/<int:contest_id>/recusals/search")
@requires(PREPARE)
def search(contest: Contest) -> ResponseReturnValue:
    found = actions.search_recusals(contest, by=current_user)
    none = _("没有新发现：评委的任职单位与参赛各方、发榜方均不相同。")
    some = ngettext("发现 %(num)d 项潜在回避，请确认。", "发现 %(num)d 项潜在回避，请确认。", found)
    flash(some if found else none, "success")
    return redirect(url_for(".index", contest_id=contest.id))


def decided_on(recusal: Recusal, form: DecisionForm) -> str:
    """Return the page of one recusal."""
    return render_template(
        "judging/recusals/show.html",
        recusal=recusal,
        form=form,
        profile=profile_of(recusal.judge_id),
        parties=parties_of(recusal.entry),
        ballot=ballot_between(recusal.judge_id, recusal.entry_id),
        **WORDS,
    )


@bp.get("/recusals/<int:recusal_id>")
@requires(VIEW_RECUSAL)
def show(recusal: Recusal) -> ResponseReturnValue:
    return decided_on(recusal, DecisionForm())


@bp.post("/recusals/<int:recusal_id>")
@requires(DECIDE_RECUSAL)
def decide(recusal: Recusal) -> ResponseReturnValue:
    form = DecisionForm.submitted()
    confirms = form.decision.data == "confirm"
    does = actions.confirm_recusal if confirms else actions.dismiss_recusal
    if form.accepted and form.does(does, recusal, by=current_user, reason=form.reason.data):
        flash(_("已确认回避。") if confirms else _("已解除，专家可以评审此项目。"), "success")
        return redirect(url_for(".index", contest_id=recusal.contest_id))
    return decided_on(recusal, form), form.status


@bp.route("/entries/<int:entry_id>/recusal-requests", methods=["GET", "POST"])
@requires(ASK_RECUSAL)
def ask(entry: Entry) -> ResponseReturnValue:
    form = RequestForm.submitted()
    if (
        form.accepted
        and form.takes_in_evidence()
        and form.does(
            actions.request_recusal,
            entry,
            by=current_user,
            named=form.named.data,
            detail=form.detail.data,
            evidence=form.file,
        )
    ):
        flash(_("申请已送达组委会，答复会显示在本页。"), "success")
        return redirect(url_for(".ask", entry_id=entry.id))
    page = "judging/recusals/ask.html"
    found = requests_about(entry.id)
    return render_template(page, form=form, entry=entry, requests=found), form.status


def answered_on(asked: RecusalRequest, form: AnswerForm) -> str:
    """Return the page of one request."""
    return render_template("judging/recusals/request.html", asked=asked, form=form)


@bp.get("/recusal-requests/<int:request_id>")
@requires(VIEW_REQUEST)
def show_request(asked: RecusalRequest) -> ResponseReturnValue:
    return answered_on(asked, AnswerForm(judges=judges_for(asked.entry_id)))


@bp.post("/recusal-requests/<int:request_id>")
@requires(ANSWER_REQUEST)
def answer(asked: RecusalRequest) -> ResponseReturnValue:
    form = AnswerForm.submitted(judges=judges_for(asked.entry_id))
    if form.accepted and answered(asked, form):
        flash(_("已答复参赛单位。"), "success")
        if form.grants:
            return redirect(url_for(".show", recusal_id=form.result.id))
        return redirect(url_for(".index", contest_id=asked.contest_id))
    return answered_on(asked, form), form.status


def answered(asked: RecusalRequest, form: AnswerForm) -> bool:
    """Carry out the answer that was chosen; return whether it was taken."""
    reason = form.reason.data
    if not form.grants:
        return form.does(actions.decline_request, asked, by=current_user, reason=reason)
    return form.does(
        actions.grant_request,
        asked,
        by=current_user,
        judge_id=form.judge_id.data,
        ground=RecusalGround(form.ground.data),
        reason=reason,
    )


@bp.get("/recusal-requests/<int:request_id>/file")
@requires(READ_EVIDENCE)
def evidence(asked: RecusalRequest) -> ResponseReturnValue:
    if asked.file is None:
        abort(404)
    return attachment(asked.file.digest, name=asked.file.name, kind=asked.file.kind)
