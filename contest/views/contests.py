"""Contests: their timetables for everybody, and the desk on which they are run."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contest.actions import challenges as challenge_actions
from contest.actions import contests as actions
from contest.core import clock
from contest.core.access import public, requires
from contest.core.db import db
from contest.deleting import barred, belongings_of
from contest.forms.contests import ContestForm, NewContestForm
from contest.forms.reasons import ReasonForm
from contest.models import Contest, User
from contest.policies.contests import CREATE_CONTEST, LIST_CONTESTS, RUN_CONTEST
from contest.queries import contests as desk
from contest.queries import published
from contest.rules import ENDED, phase
from contest.stepper import phase_name, phase_tone, steps
from contest.timetable import is_covered, template_values

bp = Blueprint("contests", __name__)


@bp.app_template_global()
def contest_phase(contest: Contest) -> tuple[str, str]:
    """Return what to call the contest's phase now, and the tone of its chip."""
    found = phase(contest, clock.now())
    return phase_name(found), phase_tone(found)


@bp.get("/contests/")
@public
def browse() -> ResponseReturnValue:
    contests = published.contests()
    return render_template(
        "contest/contests/browse.html", contests=contests, steps=steps, now=clock.now()
    )


@bp.get("/desk/contests/")
@requires(LIST_CONTESTS)
def index(user: User) -> ResponseReturnValue:
    page = db.paginate(desk.of_body(user), per_page=25, error_out=False)
    numbers = [contest.id for contest in page.items]
    return render_template(
        "contest/contests/index.html",
        page=page,
        challenges=desk.challenge_counts(numbers),
        entries=desk.entry_counts(numbers),
        may_create=CREATE_CONTEST.admits(user, user),
    )


@bp.route("/desk/contests/new", methods=["GET", "POST"])
@requires(CREATE_CONTEST)
def create(user: User) -> ResponseReturnValue:
    template = template_values(clock.now())
    form = NewContestForm.submitted(data=template)
    if form.accepted and form.does(
        actions.create_contest, user.body, by=current_user, **form.values()
    ):
        flash(_("大赛已创建，公告前只有组委会能看到。"), "success")
        return redirect(url_for(".show", contest_id=form.result.id))
    page = render_template("contest/contests/create.html", form=form, covered=is_covered(template))
    return page, form.status


@bp.route("/desk/contests/<int:contest_id>/edit", methods=["GET", "POST"])
@requires(RUN_CONTEST)
def edit(contest: Contest) -> ResponseReturnValue:
    if request.method == "GET" and contest.state in ENDED:
        flash(str(actions.NotAnnounced()), "error")
        return redirect(url_for(".show", contest_id=contest.id))
    form = ContestForm.submitted(obj=contest)
    if form.accepted and form.does(
        actions.revise_contest, contest, by=current_user, **form.values()
    ):
        flash(_("已保存。"), "success")
        return redirect(url_for(".show", contest_id=contest.id))
    page = render_template("contest/contests/edit.html", form=form, contest=contest)
    return page, form.status


@bp.post("/desk/contests/<int:contest_id>/announcement")
@requires(RUN_CONTEST)
def announce(contest: Contest) -> ResponseReturnValue:
    actions.announce_contest(contest, by=current_user)
    flash(_("大赛已公告，并已邀请发榜方提交榜单。"), "success")
    return redirect(url_for(".show", contest_id=contest.id))


@bp.post("/desk/contests/<int:contest_id>/challenges/publication")
@requires(RUN_CONTEST)
def publish(contest: Contest) -> ResponseReturnValue:
    count = challenge_actions.publish_challenges(contest, by=current_user)
    flash(ngettext("已发布 %(num)d 个榜单。", "已发布 %(num)d 个榜单。", count), "success")
    return redirect(url_for(".show", contest_id=contest.id))


@bp.post("/desk/contests/<int:contest_id>/conclusion")
@requires(RUN_CONTEST)
def conclude(contest: Contest) -> ResponseReturnValue:
    actions.conclude_contest(contest, by=current_user)
    flash(_("大赛已办结。"), "success")
    return redirect(url_for(".show", contest_id=contest.id))


@bp.route("/desk/contests/<int:contest_id>/cancellation", methods=["GET", "POST"])
@requires(RUN_CONTEST)
def cancel(contest: Contest) -> ResponseReturnValue:
    form = ReasonForm.submitted()
    if form.accepted and form.does(
        actions.cancel_contest, contest, by=current_user, **form.values()
    ):
        flash(_("大赛已取消，已通知报名企业和发榜方。"), "success")
        return redirect(url_for(".show", contest_id=contest.id))
    page = render_template("contest/contests/cancel.html", form=form, contest=contest)
    return page, form.status


@bp.route("/desk/contests/<int:contest_id>/deletion", methods=["GET", "POST"])
@requires(RUN_CONTEST)
def delete(contest: Contest) -> ResponseReturnValue:
    form, name = ReasonForm.submitted(), contest.name
    if form.accepted and form.does(
        actions.delete_contest, contest, by=current_user, **form.values()
    ):
        flash(_("大赛《%(name)s》已删除。", name=name), "success")
        return redirect(url_for(".index"))
    if (refusal := barred(contest)) and not form.is_submitted():
        flash(str(refusal), "error")
        return redirect(url_for(".show", contest_id=contest.id))
    page = render_template(
        "contest/contests/delete.html",
        form=form,
        contest=contest,
        belongings=belongings_of(contest),
    )
    return page, form.status
