"""The administrators of the installation, as the system administrator sees them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest import links
from contest.actions import administrators as actions
from contest.core.access import requires
from contest.forms.administrators import AdministratorForm
from contest.models import Role, User
from contest.policies.security import VIEW_ADMINISTRATORS
from contest.queries import security as queries

bp = Blueprint("administrators", __name__, url_prefix="/administrators")


@bp.route("/", methods=["GET", "POST"])
@requires(VIEW_ADMINISTRATORS)
def browse(user: User) -> ResponseReturnValue:
    form = AdministratorForm.submitted()
    if form.accepted and form.does(
        actions.invite_administrator,
        user,
        person=form.person(),
        role=Role(form.role.data),
        site=links.site(),
        by=user,
    ):
        flash(_("邀请已寄往 %(email)s，72 小时内有效。", email=form.email.data), "success")
        return redirect(url_for(".browse"))
    people = queries.administrators()
    page = render_template("contest/administrators/browse.html", form=form, people=people)
    return page, form.status
