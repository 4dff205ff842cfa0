"""Subsidy schemes: the list, one with its versions and quotas, entering and revising them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from awards.actions import schemes as actions
from awards.claim_words import BASES, CLASS_NAMES, LIMIT_NAMES, SCOPES
from awards.forms.schemes import QuotaForm, SchemeForm
from awards.models import Scheme
from awards.policies.schemes import CREATE_SCHEME, LIST_SCHEMES, REVISE_SCHEME, VIEW_SCHEME
from awards.queries.schemes import latest, quotas_of, schemes_of
from awards.subsidy_seed import SCHEMES
from contest.core import clock
from contest.core.access import requires
from contest.models import Body

bp = Blueprint("schemes", __name__, url_prefix="/subsidies/schemes")

WORDS: dict[str, Any] = {
    "bases": BASES,
    "classes": CLASS_NAMES,
    "limits": LIMIT_NAMES,
    "scopes": SCOPES,
    "latest": latest,
}


@bp.app_template_filter("plain")
def plain_figure(number: Decimal | None) -> str:
    """Write a number without the zeros after it: ``2.5``."""
    return "" if number is None else f"{number.normalize():f}"


@bp.get("")
@requires(LIST_SCHEMES)
def browse(body: Body) -> ResponseReturnValue:
    schemes = schemes_of(body.id)
    left = {seed.key for seed in SCHEMES} - {scheme.key for scheme in schemes}
    return render_template("awards/schemes/browse.html", schemes=schemes, left=len(left), **WORDS)


@bp.post("/adoption")
@requires(CREATE_SCHEME)
def adopt(body: Body) -> ResponseReturnValue:
    number = actions.adopt_schemes(body, by=current_user)
    flash(ngettext("已载入 %(num)d 项办法。", "已载入 %(num)d 项办法。", number), "success")
    return redirect(url_for(".browse"))


@bp.route("/new", methods=["GET", "POST"])
@requires(CREATE_SCHEME)
def create(body: Body) -> ResponseReturnValue:
    form = SchemeForm.submitted()
    if form.accepted and form.does(
        actions.create_scheme,
        body,
        by=current_user,
        values=form.told(),
        shares=form.told_shares(),
    ):
        flash(_("办法已录入。"), "success")
        return redirect(url_for(".show", scheme_id=form.result.id))
    return render_template("awards/schemes/edit.html", form=form, scheme=None), form.status


@bp.get("/<int:scheme_id>")
@requires(VIEW_SCHEME)
def show(scheme: Scheme) -> ResponseReturnValue:
    return _page(scheme, QuotaForm(data={"year": clock.local(clock.now()).year}))


@bp.route("/<int:scheme_id>/revision", methods=["GET", "POST"])
@requires(REVISE_SCHEME)
def revise(scheme: Scheme) -> ResponseReturnValue:
    form = SchemeForm.of(scheme)
    if form.accepted and form.does(
        actions.revise_scheme,
        scheme,
        by=current_user,
        seen=form.version.data,
        values=form.told(),
        shares=form.told_shares(),
    ):
        flash(_("新版本已录入；已提交的申请仍按原来的版本。"), "success")
        return redirect(url_for(".show", scheme_id=scheme.id))
    return render_template("awards/schemes/edit.html", form=form, scheme=scheme), form.status


@bp.post("/<int:scheme_id>/quotas")
@requires(REVISE_SCHEME)
def set_quota(scheme: Scheme) -> ResponseReturnValue:
    form = QuotaForm.submitted()
    if form.accepted and form.does(actions.set_quota, scheme, by=current_user, **form.values()):
        flash(_("额度已录入。"), "success")
        return redirect(url_for(".show", scheme_id=scheme.id))
    return _page(scheme, form), form.status


def _page(scheme: Scheme, form: QuotaForm) -> str:
    may = REVISE_SCHEME.admits(current_user, scheme)
    return render_template(
        "awards/schemes/show.html",
        scheme=scheme,
        quotas=quotas_of(scheme),
        form=form,
        may_revise=may,
        **WORDS,
    )
