"""Marks that came after closing: the list, and the decision of two people on each."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import Contest
from judging import late_words as words
from judging.actions import late_decisions as actions
from judging.forms.late import ProposalForm, ReturnForm
from judging.models import LateBallot
from judging.policies.late import DECIDE_LATE, VIEW_LATE, VIEW_LATE_BALLOT
from judging.queries.ballots import rubric_of
from judging.queries.late import apart, late_of
from judging.states import LateState

bp = Blueprint("late", __name__)


def _page(
    late: LateBallot, proposal: ProposalForm | None = None, returned: ReturnForm | None = None
) -> str:
    return render_template(
        "judging/late/show.html",
        apart=apart(late),
        lines=rubric_of(late.contest_id),
        words=words,
        proposal=proposal or ProposalForm(formdata=None),
        returned=returned or ReturnForm(formdata=None),
    )


@bp.get("/contests/<int:contest_id>/late")
@requires(VIEW_LATE)
def index(contest: Contest) -> ResponseReturnValue:
    found = late_of(contest.id)
    return render_template("judging/late/index.html", contest=contest, found=found, words=words)


@bp.get("/late/<int:late_id>")
@requires(VIEW_LATE_BALLOT)
def show(late: LateBallot) -> ResponseReturnValue:
    return _page(late)


@bp.post("/late/<int:late_id>/proposal")
@requires(DECIDE_LATE)
def propose(late: LateBallot) -> ResponseReturnValue:
    form = ProposalForm.submitted()
    if form.accepted and form.does(actions.propose_late, late, by=current_user, **form.proposed()):
        flash(_("提议已登记，请另一位组委会人员核对后确认。"), "success")
        return redirect(url_for(".index", contest_id=late.contest_id))
    return _page(late, form), form.status


@bp.post("/late/<int:late_id>/return")
@requires(DECIDE_LATE)
def turn_down(late: LateBallot) -> ResponseReturnValue:
    form = ReturnForm.submitted()
    if form.accepted and form.does(actions.return_late, late, by=current_user, **form.values()):
        flash(_("已退回，这份评分重新等待提议。"), "success")
        return redirect(url_for(".show", late_id=late.id))
    return _page(late, returned=form), form.status


@bp.post("/late/<int:late_id>/confirmation")
@requires(DECIDE_LATE)
def confirm(late: LateBallot) -> ResponseReturnValue:
    form = ReturnForm(formdata=None)
    if form.does(actions.confirm_late, late, by=current_user):
        counted = late.state is LateState.COUNTED
        flash(_("已计入这份评分表。") if counted else _("已决定不计入，留存备查。"), "success")
        return redirect(url_for(".index", contest_id=late.contest_id))
    return _page(late, returned=form), 409
