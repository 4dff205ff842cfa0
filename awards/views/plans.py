"""Proposing awards, and approving exactly what is shown."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import filing
from awards.actions import plans as actions
from awards.forms.prizes import ApproveForm, DecidingForm, ProposeForm, ReturnForm
from awards.models import Plan
from awards.payment_lists import totals_of
from awards.policies.plans import APPROVE_PLAN, PROPOSE_AWARDS, VIEW_PLAN
from awards.queries.people import names_of
from awards.queries.plans import plan_by
from awards.queries.prizes import given_fen
from awards.rankings import rankings_of
from awards.states import PlanState
from awards.views.awards import awards_page, hand_over
from contest import devices
from contest.core.access import requires
from contest.credentials import check_own_password
from contest.models import Contest
from judging import standings_words as words
from judging.queries.standings import whole_page

bp = Blueprint("plans", __name__)


@bp.post("/contests/<int:contest_id>/plans")
@requires(PROPOSE_AWARDS)
def propose(contest: Contest) -> ResponseReturnValue:
    form = ProposeForm.submitted()
    if form.accepted and form.does(
        actions.propose_awards, contest, by=current_user, note=form.note.data or ""
    ):
        flash(_("奖励方案已拟定，等待另一人批准。"), "success")
        return redirect(url_for(".show", plan_id=form.result.id))
    return awards_page(contest, form), form.status


def _page(plan: Plan, *, approval: ApproveForm, back: ReturnForm) -> str:
    standings = whole_page(plan.edition)
    rows = {row.line.entry_id: row for row in standings.items}
    return render_template(
        "awards/plans/show.html",
        plan=plan,
        contest=plan.contest,
        approval=approval,
        back=back,
        rankings=rankings_of(plan.lines, rows),
        standings=standings,
        words=words,
        criteria=words.criterion_names(plan.edition.rule_sheet),
        total=sum(line.amount_fen for line in plan.lines),
        given=given_fen(plan.contest_id, without=[one.award_id for one in plan.revokes]),
        money=totals_of(plan.contest),
        names=names_of(plan.proposed_by_id, plan.approved_by_id, plan.returned_by_id),
        waits=plan.state is PlanState.PROPOSED and APPROVE_PLAN.admits(current_user, plan),
    )


def _again(plan: Plan, form: DecidingForm) -> ResponseReturnValue:
    """Show the plan as it is now, with what was typed and why it was not taken."""
    now = plan_by(plan.id) or plan  # all lines at once: what was known of them has expired
    if isinstance(form, ApproveForm):
        return _page(now, approval=form, back=ReturnForm(formdata=None)), form.status
    approval = ApproveForm(formdata=None, digest=now.digest)
    return _page(now, approval=approval, back=form), form.status


def _around(plan: Plan) -> ResponseReturnValue:
    return redirect(url_for("awards.show", contest_id=plan.contest_id))


@bp.get("/plans/<int:plan_id>")
@requires(VIEW_PLAN)
def show(plan: Plan) -> ResponseReturnValue:
    return _page(plan, approval=ApproveForm(digest=plan.digest), back=ReturnForm())


@bp.get("/plans/<int:plan_id>/list.<any(xlsx, csv):kind>")
@requires(VIEW_PLAN)
def export(plan: Plan) -> ResponseReturnValue:
    kind = request.path.rpartition(".")[2]
    return hand_over(*filing.plan_list(plan, kind), plan.contest)


@bp.post("/plans/<int:plan_id>/approval")
@requires(APPROVE_PLAN)
def approve(plan: Plan) -> ResponseReturnValue:
    """Approve the digest that the page showed, after the person proved who they are."""
    form = ApproveForm.submitted()
    if (
        form.accepted
        and form.does(
            check_own_password,
            current_user,
            password=form.password.data,
            origin=devices.origin(),
        )
        and form.does(actions.approve_plan, plan, by=current_user, digest=form.digest.data)
    ):
        flash(_("奖励已批准。"), "success")
        return _around(plan)
    return _again(plan, form)


@bp.post("/plans/<int:plan_id>/return")
@requires(APPROVE_PLAN)
def give_back(plan: Plan) -> ResponseReturnValue:
    form = ReturnForm.submitted()
    if form.accepted and form.does(
        actions.return_plan, plan, by=current_user, reason=form.reason.data
    ):
        flash(_("方案已退回。"), "success")
        return _around(plan)
    return _again(plan, form)
