"""Importing rosters of issuers and judges."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import links, roster_files
from contest.actions import rosters as actions
from contest.core.access import requires
from contest.core.serving import made_list
from contest.core.tables import RowError
from contest.forms.people import RosterForm
from contest.models import Body, Role
from contest.policies.people import INVITE
from contest.views.people import bp


@bp.route("/issuers/import", methods=["GET", "POST"])
@requires(INVITE)
def import_issuers(body: Body) -> ResponseReturnValue:
    form = RosterForm.submitted()
    errors: list[RowError] = []
    if form.accepted:
        rows, errors = roster_files.read_issuers(form.file.data.read(), body)
        if not errors and form.does(
            actions.import_issuers, body, rows=rows, site=links.site(), by=current_user
        ):
            return _imported(form.result, Role.ISSUER)
    page = render_template("contest/people/import_issuers.html", form=form, errors=errors)
    return page, form.status


@bp.route("/judges/import", methods=["GET", "POST"])
@requires(INVITE)
def import_judges(body: Body) -> ResponseReturnValue:
    form = RosterForm.submitted()
    errors: list[RowError] = []
    if form.accepted:
        rows, errors = roster_files.read_judges(form.file.data.read(), body)
        if not errors and form.does(
            actions.import_judges, body, rows=rows, site=links.site(), by=current_user
        ):
            return _imported(form.result, Role.JUDGE)
    page = render_template("contest/people/import_judges.html", form=form, errors=errors)
    return page, form.status


def _imported(found: actions.Imported, role: Role) -> ResponseReturnValue:
    said = _(
        "已邀请 %(new)d 人；%(known)d 人已在名单中，未作改动。",
        new=found.invited,
        known=found.known,
    )
    flash(said, "success")
    return redirect(url_for(".browse", role=role))


@bp.get("/issuers/roster.xlsx")
@requires(INVITE)
def blank_issuers(_body: Body) -> ResponseReturnValue:
    return made_list(roster_files.blank_issuers(), name="发榜方名册.xlsx")


@bp.get("/judges/roster.xlsx")
@requires(INVITE)
def blank_judges(_body: Body) -> ResponseReturnValue:
    return made_list(roster_files.blank_judges(), name="评审专家名册.xlsx")
