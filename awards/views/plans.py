"""Proposing awards, and approving exactly what is shown."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import plans as actions
from awards.forms.prizes import ApproveForm, ProposeForm, ReturnForm
from awards.models import Plan
from awards.policies.plans import APPROVE_PLAN, PROPOSE_AWARDS, VIEW_PLAN
from awards.queries.people import names_of
from awards.queries.prizes import given_fen
from awards.states import PlanState
from contest.core.access import requires
from contest.models import Contest

bp = Blueprint("plans", __name__)


@bp.post("/contests/<int:contest_id>/plans")
@requires(PROPOSE_AWARDS)
def propose(contest: Contest) -> ResponseReturnValue:
    note = ProposeForm.submitted().note.data or ""
    plan = actions.propose_awards(contest, by=current_user, note=note)
    flash(_("奖励方案已拟定，等待另一人批准。"), "success")
    return redirect(url_for(".show", plan_id=plan.id))


def _page(plan: Plan, *, approval: ApproveForm, back: ReturnForm) -> str:
    return render_template(
        "awards/plans/show.html",
        plan=plan,
        contest=plan.contest,
        approval=approval,
        back=back,
        total=sum(line.amount_fen for line in plan.lines),
        given=given_fen(plan.contest_id),
        names=names_of(plan.proposed_by_id, plan.approved_by_id),
        waits=plan.state is PlanState.PROPOSED and APPROVE_PLAN.admits(current_user, plan),
    )


def _around(plan: Plan) -> ResponseReturnValue:
    return redirect(url_for("awards.show", contest_id=plan.contest_id))


@bp.get("/plans/<int:plan_id>")
@requires(VIEW_PLAN)
def show(plan: Plan) -> ResponseReturnValue:
    return _page(plan, approval=ApproveForm(digest=plan.digest), back=ReturnForm())


@bp.post("/plans/<int:plan_id>/approval")
@requires(APPROVE_PLAN)
def approve(plan: Plan) -> ResponseReturnValue:
    """Approve the digest that the page showed, after the person proved who they are."""
    form = ApproveForm.submitted()
    if form.accepted and form.does(
        actions.approve_plan, plan, by=current_user, digest=form.digest.data
    ):
        flash(_("奖励已批准。"), "success")
        return _around(plan)
    return _page(plan, approval=form, back=ReturnForm(formdata=None)), form.status


@bp.post("/plans/<int:plan_id>/return")
@requires(APPROVE_PLAN)
def give_back(plan: Plan) -> ResponseReturnValue:
    form = ReturnForm.submitted()
    if form.accepted and form.does(
        actions.return_plan, plan, by=current_user, reason=form.reason.data
    ):
        flash(_("方案已退回。"), "success")
        return _around(plan)
    approval = ApproveForm(formdata=None, digest=plan.digest)
    return _page(plan, approval=approval, back=form), form.status
