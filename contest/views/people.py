"""The people of a body: found, invited, corrected, disabled."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import links
from contest.actions import people as actions
from contest.core.access import requires
from contest.forms.people import (
    IssuerForm,
    JudgeForm,
    RevisedJudgeForm,
    RevisedPersonForm,
    StaffForm,
)
from contest.models import Body, Role, User
from contest.policies.people import INVITE, REVISE_PERSON, VIEW_PEOPLE
from contest.queries import people as queries

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/")
@requires(VIEW_PEOPLE)
def browse(body: Body) -> ResponseReturnValue:
    wanted = queries.Wanted(request.args.get("q", "").strip(), request.args.get("role", ""))
    page = queries.of_body(body, wanted)
    return render_template(
        "contest/people/browse.html",
        page=page,
        profiles=queries.profiles_of(page.items),
        counts=queries.counts_by_role(body),
        may_revise=INVITE.admits(current_user, body),
        roles=[Role.ISSUER, Role.JUDGE, Role.ORGANIZER, Role.SUPERVISOR],
    )


def _invited(user: User) -> ResponseReturnValue:
    flash(
        _(
            "已邀请 %(name)s，链接已寄往 %(email)s，72 小时内有效。",
            name=user.name,
            email=user.email,
        ),
        "success",
    )
    return redirect(url_for(".browse", role=user.role))


@bp.route("/issuers/new", methods=["GET", "POST"])
@requires(INVITE)
def invite_issuer(body: Body) -> ResponseReturnValue:
    form = IssuerForm.submitted()
    if form.accepted and form.does(
        actions.invite_issuer,
        body,
        name=form.organisation.data,
        uscc=form.uscc.data,
        region=form.region.data or "",
        person=form.person(),
        site=links.site(),
        by=current_user,
    ):
        return _invited(form.result)
    return render_template("contest/people/invite_issuer.html", form=form), form.status


@bp.route("/judges/new", methods=["GET", "POST"])
@requires(INVITE)
def invite_judge(body: Body) -> ResponseReturnValue:
    form = JudgeForm.submitted()
    if form.accepted and form.does(
        actions.invite_judge, body, **form.described(), site=links.site(), by=current_user
    ):
        return _invited(form.result)
    return render_template("contest/people/judge.html", form=form), form.status


@bp.route("/staff/new", methods=["GET", "POST"])
@requires(INVITE)
def invite_staff(body: Body) -> ResponseReturnValue:
    form = StaffForm.submitted()
    if form.accepted and form.does(
        actions.invite_staff,
        body,
        person=form.person(),
        role=Role(form.role.data),
        site=links.site(),
        by=current_user,
    ):
        return _invited(form.result)
    return render_template("contest/people/invite_staff.html", form=form), form.status


@bp.route("/<int:user_id>", methods=["GET", "POST"])
@requires(REVISE_PERSON)
def revise(user: User) -> ResponseReturnValue:
    return _revise_judge(user) if user.role is Role.JUDGE else _revise_person(user)


def _revise_judge(judge: User) -> ResponseReturnValue:
    form = RevisedJudgeForm.about(judge)
    if judge.password_hash:
        form.keep_email()
    if form.accepted and form.does(
        actions.revise_judge,
        judge,
        **form.described(),
        version=form.version.data,
        by=current_user,
    ):
        return _saved(judge, moved=form.result)
    return render_template("contest/people/judge.html", form=form, person=judge), form.status


def _revise_person(user: User) -> ResponseReturnValue:
    form = RevisedPersonForm.submitted(obj=user)
    if user.password_hash:
        form.keep_email()
    if form.accepted and form.does(
        actions.revise_person,
        user,
        person=form.person(),
        version=form.version.data,
        by=current_user,
    ):
        return _saved(user, moved=form.result)
    return render_template("contest/people/person.html", form=form, person=user), form.status


def _saved(user: User, *, moved: bool) -> ResponseReturnValue:
    flash(_("%(name)s的资料已保存。", name=user.name), "success")
    if moved:
        flash(_("邮箱已更换，寄往原邮箱的链接已作废。请点“重新邀请”。"), "warning")
    return redirect(url_for(".browse", role=user.role))


@bp.post("/<int:user_id>/disabled")
@requires(REVISE_PERSON)
def disable(user: User) -> ResponseReturnValue:
    actions.disable_person(user, by=current_user)
    flash(_("%(name)s已停用，不能再登录。", name=user.name), "success")
    return redirect(url_for(".browse", role=user.role))


@bp.post("/<int:user_id>/enabled")
@requires(REVISE_PERSON)
def enable(user: User) -> ResponseReturnValue:
    actions.enable_person(user, by=current_user)
    flash(_("%(name)s已恢复，可以登录。", name=user.name), "success")
    return redirect(url_for(".browse", role=user.role))


@bp.post("/<int:user_id>/invitation")
@requires(REVISE_PERSON)
def invite_again(user: User) -> ResponseReturnValue:
    inviter = current_user.body.name
    actions.send_invitation(user, inviter=inviter, site=links.site(), by=current_user)
    return _invited(user)
