"""Organizing bodies: set up by the system administrator, seen to by their organizers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import links
from contest.actions import bodies as actions
from contest.core.access import requires
from contest.forms.bodies import BodyForm, NewBodyForm
from contest.forms.people import StaffForm
from contest.models import Body, Role, User
from contest.policies.bodies import MANAGE_BODIES, REVISE_BODY, VIEW_BODY, VIEW_OWN_BODY
from contest.queries import bodies as queries

bp = Blueprint("bodies", __name__, url_prefix="/bodies")


@bp.get("/")
@requires(MANAGE_BODIES)
def browse(_user: User) -> ResponseReturnValue:
    page = queries.page_of(request.args.get("q", "").strip())
    sizes = queries.sizes_of(list(page.items))
    return render_template("contest/bodies/browse.html", page=page, sizes=sizes)


@bp.route("/new", methods=["GET", "POST"])
@requires(MANAGE_BODIES)
def create(user: User) -> ResponseReturnValue:
    form = NewBodyForm.submitted()
    if form.accepted and form.does(
        actions.create_body, form.body(), person=form.person(), site=links.site(), by=user
    ):
        flash(
            _(
                "已建立%(name)s，邀请已寄往 %(email)s。",
                name=form.body_name.data,
                email=form.email.data,
            ),
            "success",
        )
        return redirect(url_for(".show", body_id=form.result.id))
    return render_template("contest/bodies/create.html", form=form), form.status


@bp.route("/<int:body_id>", methods=["GET", "POST"])
@requires(VIEW_BODY)
def show(body: Body) -> ResponseReturnValue:
    form = StaffForm.submitted()
    if form.accepted and form.does(
        actions.invite_staff,
        body,
        person=form.person(),
        role=Role(form.role.data),
        site=links.site(),
        by=current_user,
    ):
        flash(_("邀请已寄往 %(email)s，72 小时内有效。", email=form.email.data), "success")
        return redirect(url_for(".show", body_id=body.id))
    staff = queries.staff_of(body)
    return render_template(
        "contest/bodies/show.html", form=form, body=body, staff=staff
    ), form.status


@bp.get("/own")
@requires(VIEW_OWN_BODY)
def settings(body: Body) -> ResponseReturnValue:
    return _settings(body, BodyForm.submitted(obj=body)), 200


@bp.post("/own")
@requires(REVISE_BODY)
def revise(body: Body) -> ResponseReturnValue:
    form = BodyForm.submitted(obj=body)
    if form.accepted and form.does(actions.revise_body, body, by=current_user, **form.values()):
        flash(_("组织单位资料已保存。"), "success")
        return redirect(url_for(".settings"))
    return _settings(body, form), form.status


def _settings(body: Body, form: BodyForm) -> str:
    return render_template(
        "contest/bodies/settings.html",
        form=form,
        may_revise=REVISE_BODY.admits(current_user, body),
    )
