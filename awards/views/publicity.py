"""Where organizers see how far the publicity of awards has come, confirm and announce them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import notices as actions
from awards.actions.plans import propose_correction
from awards.forms.notices import AnnounceForm, ConfirmForm
from awards.noticing import lines_now
from awards.periods import is_running
from awards.policies.notices import LIST_NOTICES, RUN_NOTICES
from awards.queries import notices as queries
from awards.queries.notices import PUBLIC, awards_in
from awards.states import AwardState
from contest.core import clock
from contest.core.access import requires
from contest.models import Contest
from contest.rules import ENDED

bp = Blueprint("publicity", __name__)


@bp.get("/desk/contests/<int:contest_id>/publicity")
@requires(LIST_NOTICES)
def show(contest: Contest) -> ResponseReturnValue:
    return _page(contest, ConfirmForm(formdata=None), AnnounceForm(formdata=None))


def _page(contest: Contest, confirming: ConfirmForm, announcing: AnnounceForm) -> str:
    awards, until = awards_in(contest.id, *PUBLIC), queries.last_days(contest.id)
    over = queries.over(awards, until, clock.now())
    confirmed = [award for award in awards if award.state is AwardState.CONFIRMED]
    confirming.seen.data, announcing.seen.data = len(over), len(confirmed)
    return render_template(
        "awards/publicity/show.html",
        contest=contest,
        awards=awards,
        until=until,
        over=over,
        confirmed=confirmed,
        notices=queries.notices_of(contest.id),
        waiting=len(lines_now(contest.id)),
        announcements={one.id: one for one in queries.announcements_of(contest.id)},
        confirming=confirming,
        announcing=announcing,
        may_correct=RUN_NOTICES.admits(current_user, contest) and contest.state not in ENDED,
        may_run=RUN_NOTICES.admits(current_user, contest),
        is_running=is_running,
    )


@bp.post("/desk/contests/<int:contest_id>/awards/confirmation")
@requires(RUN_NOTICES)
def confirm(contest: Contest) -> ResponseReturnValue:
    form = ConfirmForm.submitted()
    if form.accepted and form.does(
        actions.confirm_awards, contest, by=current_user, seen=form.seen.data
    ):
        flash(_("奖励已确认。"), "success")
        return redirect(url_for(".show", contest_id=contest.id))
    return _page(contest, form, AnnounceForm(formdata=None)), form.status


@bp.post("/desk/contests/<int:contest_id>/awards/announcement")
@requires(RUN_NOTICES)
def announce(contest: Contest) -> ResponseReturnValue:
    form = AnnounceForm.submitted()
    if form.accepted and form.does(
        actions.announce_awards, contest, by=current_user, **form.values()
    ):
        flash(_("奖励已发布。"), "success")
        return redirect(url_for(".show", contest_id=contest.id))
    return _page(contest, ConfirmForm(formdata=None), form), form.status


@bp.post("/desk/contests/<int:contest_id>/awards/correction")
@requires(RUN_NOTICES)
def correct(contest: Contest) -> ResponseReturnValue:
    """Propose what the awards have to be by the standings that are published now."""
    plan = propose_correction(contest, by=current_user)
    flash(_("已拟定更正方案，须由另一人批准。"), "success")
    return redirect(url_for("plans.show", plan_id=plan.id))
