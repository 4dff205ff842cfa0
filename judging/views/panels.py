"""The panels of a contest: who sits, of which kind, and who took whose place."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.choosing import contests_of, current_contest
from contest.core.access import requires
from contest.models import Contest, JudgeProfile, User
from judging.actions import panels as actions
from judging.forms.panels import LeaveForm, PanelForm, ReplaceForm, SeatForm
from judging.models import Panel, Seat
from judging.policies.panels import CHANGE_PANEL, CHANGE_SEAT, PREPARE, VIEW_CURRENT, VIEW_SETUP
from judging.queries.panels import ballots_on, judges_of, panels_of, quorums_of
from judging.recusal_words import kind_name

bp = Blueprint("panels", __name__)


def listed(contest: Contest, form: PanelForm) -> str:
    """Return the page of a contest's panels."""
    profiles = {profile.user_id: profile for profile in judges_of(contest.body_id)}
    return render_template(
        "judging/panels/index.html",
        contest=contest,
        contests=contests_of(current_user),
        panels=panels_of(contest.id),
        quorum=quorums_of([contest.id])[contest.id],
        profiles=profiles,
        form=form,
        kind_name=kind_name,
    )


def free_judges(panel: Panel) -> list[JudgeProfile]:
    """Return the profiles of the body's judges who do not sit on the panel."""
    sitting = {seat.judge_id for seat in panel.seats if seat.left_at is None}
    return [p for p in judges_of(panel.contest.body_id) if p.user_id not in sitting]


@bp.get("/panels")
@requires(VIEW_CURRENT)
def current(user: User) -> ResponseReturnValue:
    if contest := current_contest(user):
        return redirect(url_for(".index", contest_id=contest.id))
    return render_template("judging/no_contest.html", title=_("评审组"))


@bp.get("/contests/<int:contest_id>/panels")
@requires(VIEW_SETUP)
def index(contest: Contest) -> ResponseReturnValue:
    return listed(contest, PanelForm())


@bp.post("/contests/<int:contest_id>/panels")
@requires(PREPARE)
def create(contest: Contest) -> ResponseReturnValue:
    form = PanelForm.submitted()
    if form.accepted and form.does(actions.create_panel, contest, by=current_user, **form.values()):
        return redirect(url_for(".index", contest_id=contest.id))
    return listed(contest, form), form.status


@bp.post("/panels/<int:panel_id>/removal")
@requires(CHANGE_PANEL)
def remove(panel: Panel) -> ResponseReturnValue:
    contest_id = panel.contest_id
    actions.remove_panel(panel, by=current_user)
    return redirect(url_for(".index", contest_id=contest_id))


@bp.post("/panels/<int:panel_id>/seats")
@requires(CHANGE_PANEL)
def seat(panel: Panel) -> ResponseReturnValue:
    form = SeatForm.submitted(profiles=judges_of(panel.contest.body_id))
    if not form.accepted:
        raise actions.NotAJudgeHere
    actions.seat_judge(panel, by=current_user, **form.chosen())
    flash(_("已入组，并已按任职单位核对回避。"), "success")
    return redirect(url_for(".index", contest_id=panel.contest_id, _anchor=f"panel-{panel.id}"))


@bp.route("/seats/<int:seat_id>/replacement", methods=["GET", "POST"])
@requires(CHANGE_SEAT)
def replace(seat: Seat) -> ResponseReturnValue:
    form = ReplaceForm.submitted(profiles=free_judges(seat.panel))
    if form.accepted and form.does(
        actions.replace_judge, seat, by=current_user, reason=form.reason.data, **form.chosen()
    ):
        flash(_("已替换；原专家的评分作废并留存。"), "success")
        return redirect(url_for(".index", contest_id=seat.contest_id))
    ballots = ballots_on(seat.panel_id, seat.judge_id)
    page = "judging/panels/replace.html"
    return render_template(page, form=form, seat=seat, ballots=ballots), form.status


@bp.route("/seats/<int:seat_id>/leaving", methods=["GET", "POST"])
@requires(CHANGE_SEAT)
def leave(seat: Seat) -> ResponseReturnValue:
    form, contest_id = LeaveForm.submitted(), seat.contest_id
    if form.accepted and form.does(actions.unseat_judge, seat, by=current_user, **form.values()):
        return redirect(url_for(".index", contest_id=contest_id))
    ballots = ballots_on(seat.panel_id, seat.judge_id)
    page = "judging/panels/leave.html"
    return render_template(page, form=form, seat=seat, ballots=ballots), form.status
