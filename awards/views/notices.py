"""Notices: everybody's pages, and where organizers draft, publish and withdraw them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import noticing, publicity
from awards.actions import notices as actions
from awards.forms.notices import NoticeForm, PublishForm, WithdrawForm
from awards.models import Notice
from awards.notice_files import address_of, lines_of, notice_pdf
from awards.periods import is_running
from awards.policies.notices import EDIT_NOTICE, RUN_NOTICES, VIEW_NOTICE
from awards.queries.notices import can_withdraw
from awards.queries.people import names_of
from contest.core import clock
from contest.core.access import public, requires
from contest.core.serving import made_list
from contest.models import Contest
from contest.queries import published
from contest.views.published import qr_of

bp = Blueprint("notices", __name__)


@bp.get("/contests/<int:contest_id>/notices")
@public
def browse(contest_id: int) -> ResponseReturnValue:
    contest = published.contest(contest_id) or abort(404)
    return render_template(
        "awards/notices/browse.html",
        contest=contest,
        notices=publicity.public_notices(contest_id),
        awards=publicity.public_awards(contest),
        today=clock.now(),
        is_running=is_running,
    )


@bp.get("/notices/<int:notice_id>")
@public
def read(notice_id: int) -> ResponseReturnValue:
    notice = publicity.public_notice(notice_id) or abort(404)
    address = address_of(notice)
    return render_template(
        "awards/notices/read.html", **told(notice), address=address, qr=qr_of(address)
    )


@bp.get("/notices/<int:notice_id>.pdf")
@public
def paper(notice_id: int) -> ResponseReturnValue:
    name, content = notice_pdf(publicity.public_notice(notice_id) or abort(404))
    return made_list(content, name=name)


def told(notice: Notice) -> dict[str, object]:
    """Return what a notice says, for its pages."""
    return {
        "notice": notice,
        "contest": notice.contest,
        "lines": lines_of(notice),
        "words": noticing,
        "runs": notice.state == "published" and is_running(notice.last_day, clock.now()),
    }


@bp.post("/desk/contests/<int:contest_id>/notices")
@requires(RUN_NOTICES)
def draft(contest: Contest) -> ResponseReturnValue:
    notice = actions.draft_notice(contest, by=current_user)
    return redirect(url_for(".show", notice_id=notice.id))


@bp.get("/desk/notices/<int:notice_id>")
@requires(VIEW_NOTICE)
def show(notice: Notice) -> ResponseReturnValue:
    return _page(notice, PublishForm(formdata=None), WithdrawForm(formdata=None))


def _page(notice: Notice, publishing: PublishForm, withdrawing: WithdrawForm) -> str:
    shown = told(notice)
    if not publishing.refused:
        publishing.seen.data = noticing.shown_digest(notice, lines_of(notice))
    return render_template(
        "awards/notices/show.html",
        **shown,
        publishing=publishing,
        withdrawing=withdrawing,
        may_edit=EDIT_NOTICE.admits(current_user, notice),
        may_withdraw=can_withdraw(notice) and EDIT_NOTICE.admits(current_user, notice),
        names=names_of(notice.drafted_by_id, notice.published_by_id, notice.withdrawn_by_id),
    )


@bp.route("/desk/notices/<int:notice_id>/edit", methods=["GET", "POST"])
@requires(EDIT_NOTICE)
def edit(notice: Notice) -> ResponseReturnValue:
    form = NoticeForm.submitted(obj=notice)
    if form.accepted and form.does(actions.revise_notice, notice, by=current_user, **form.values()):
        flash(_("公示文字已保存。"), "success")
        return redirect(url_for(".show", notice_id=notice.id))
    return render_template("awards/notices/edit.html", form=form, **told(notice)), form.status


@bp.post("/desk/notices/<int:notice_id>/publication")
@requires(EDIT_NOTICE)
def publish(notice: Notice) -> ResponseReturnValue:
    form = PublishForm.submitted()
    if form.accepted and form.does(
        actions.publish_notice, notice, by=current_user, seen=form.seen.data
    ):
        flash(_("公示已发布。"), "success")
        return redirect(url_for(".show", notice_id=notice.id))
    return _page(notice, form, WithdrawForm(formdata=None)), form.status


@bp.post("/desk/notices/<int:notice_id>/withdrawal")
@requires(EDIT_NOTICE)
def withdraw(notice: Notice) -> ResponseReturnValue:
    form = WithdrawForm.submitted()
    if form.accepted and form.does(
        actions.withdraw_notice, notice, by=current_user, reason=form.reason.data
    ):
        flash(_("公示已撤回。"), "success")
        return redirect(url_for(".show", notice_id=notice.id))
    return _page(notice, PublishForm(formdata=None), form), form.status
