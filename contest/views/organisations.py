"""An organisation's own page: what it says of itself, and its people."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import links
from contest.actions import organisations as actions
from contest.core.access import requires
from contest.forms.organisations import OrganisationForm
from contest.forms.people import PersonForm
from contest.models import Organisation, User
from contest.policies.organisations import MANAGE_MEMBER, OWN_ORGANISATION
from contest.queries import organisations as queries

bp = Blueprint("organisations", __name__, url_prefix="/organisation")


@bp.route("/", methods=["GET", "POST"])
@requires(OWN_ORGANISATION)
def own(organisation: Organisation) -> ResponseReturnValue:
    form = OrganisationForm.submitted(obj=organisation)
    if form.accepted and form.does(
        actions.revise_organisation, organisation, by=current_user, **form.values()
    ):
        flash(_("单位资料已保存。"), "success")
        return redirect(url_for(".own"))
    page = render_template(
        "contest/organisations/own.html",
        form=form,
        organisation=organisation,
        members=queries.members_of(organisation),
    )
    return page, form.status


@bp.route("/members/new", methods=["GET", "POST"])
@requires(OWN_ORGANISATION)
def invite(organisation: Organisation) -> ResponseReturnValue:
    form = PersonForm.submitted()
    if form.accepted and form.does(
        actions.invite_member,
        organisation,
        person=form.person(),
        site=links.site(),
        by=current_user,
    ):
        return _invited(form.result)
    return render_template("contest/organisations/invite.html", form=form), form.status


def _invited(user: User) -> ResponseReturnValue:
    flash(_("已邀请%(name)s，链接已寄往 %(email)s。", name=user.name, email=user.email), "success")
    return redirect(url_for(".own"))


@bp.post("/members/<int:member_id>/disabled")
@requires(MANAGE_MEMBER)
def disable(user: User) -> ResponseReturnValue:
    actions.disable_member(user, by=current_user)
    flash(_("%(name)s已停用，不能再登录。", name=user.name), "success")
    return redirect(url_for(".own"))


@bp.post("/members/<int:member_id>/enabled")
@requires(MANAGE_MEMBER)
def enable(user: User) -> ResponseReturnValue:
    actions.enable_member(user, by=current_user)
    flash(_("%(name)s已恢复，可以登录。", name=user.name), "success")
    return redirect(url_for(".own"))


@bp.post("/members/<int:member_id>/invitation")
@requires(MANAGE_MEMBER)
def invite_again(user: User) -> ResponseReturnValue:
    inviter = current_user.organisation.name
    actions.invite_member_again(user, inviter=inviter, site=links.site(), by=current_user)
    return _invited(user)
