"""Setting a contest's prizes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import prizes as actions
from awards.forms.prizes import PrizesForm
from awards.policies.prizes import SET_PRIZES, VIEW_PRIZES
from awards.queries.plans import open_plan
from awards.queries.prizes import has_approved_plan, prizes_of, rankings_of
from contest.core.access import requires
from contest.models import Contest

bp = Blueprint("prizes", __name__, url_prefix="/contests/<int:contest_id>/prizes")


@bp.get("/")
@requires(VIEW_PRIZES)
def show(contest: Contest) -> ResponseReturnValue:
    return render_template(
        "awards/prizes/show.html",
        contest=contest,
        prizes=prizes_of(contest.id),
        rankings=rankings_of(contest),
        fixed=has_approved_plan(contest.id),
        waiting=open_plan(contest.id),
        may_set=SET_PRIZES.admits(current_user, contest),
    )


@bp.route("/edit", methods=["GET", "POST"])
@requires(SET_PRIZES)
def edit(contest: Contest) -> ResponseReturnValue:
    form = PrizesForm.of(contest)
    if form.accepted and form.does(
        actions.set_prizes,
        contest,
        by=current_user,
        lines=form.lines(),
        seen=form.version.data,
        acknowledged=form.over_budget.data,
    ):
        flash(_("奖项已保存。"), "success")
        return redirect(url_for(".show", contest_id=contest.id))
    page = render_template(
        "awards/prizes/edit.html", form=form, contest=contest, rankings=rankings_of(contest)
    )
    return page, form.status
