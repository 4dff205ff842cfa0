"""The task agreement of an award: drafted, revised in versions, and signed by hand."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import agreement_clauses as clauses
from awards import agreement_content as contents
from awards.actions import agreements as actions
from awards.forms.agreements import AgreementForm, SignForm
from awards.forms.days import PAPER
from awards.models import Agreement, AgreementVersion, Award
from awards.policies.agreements import (
    DRAFT_AGREEMENT,
    REVISE_AGREEMENT,
    SIGN_AGREEMENT,
    VIEW_AGREEMENT,
)
from awards.queries.people import names_of
from contest.core.access import requires

bp = Blueprint("agreements", __name__)


@bp.post("/awards/<int:award_id>/agreement")
@requires(DRAFT_AGREEMENT)
def draft(award: Award) -> ResponseReturnValue:
    agreement = actions.draft_agreement(award, by=current_user)
    flash(_("任务书已按榜单起草，请核对指标、补充里程碑和经费。"), "success")
    return redirect(url_for(".show", agreement_id=agreement.id))


@bp.get("/agreements/<int:agreement_id>")
@requires(VIEW_AGREEMENT)
def show(agreement: Agreement) -> ResponseReturnValue:
    return _page(agreement, SignForm(formdata=None, seen=agreement.latest.number))


def _page(agreement: Agreement, form: SignForm) -> str:
    shown = _chosen(agreement)
    before = next((v for v in agreement.versions if v.number == shown.number - 1), None)
    return render_template(
        "awards/agreements/show.html",
        agreement=agreement,
        award=agreement.award,
        shown=shown,
        lines=contents.lines_of(shown.content),
        total=contents.total_of(shown.content["money"]),
        deviations=contents.deviations(agreement.origin["indicators"], shown.content["indicators"]),
        differences=contents.differences(before.content, shown.content) if before else [],
        names=names_of(*(version.made_by_id for version in agreement.versions)),
        clauses=clauses,
        form=form,
        accepts=PAPER,
        may_revise=REVISE_AGREEMENT.admits(current_user, agreement),
        may_sign=SIGN_AGREEMENT.admits(current_user, agreement),
    )


def _chosen(agreement: Agreement) -> AgreementVersion:
    """Return the version that was asked for, the newest unless one was."""
    number = request.args.get("version", agreement.latest.number, type=int)
    found = next((v for v in agreement.versions if v.number == number), None)
    return found or abort(404)


@bp.route("/agreements/<int:agreement_id>/revision", methods=["GET", "POST"])
@requires(REVISE_AGREEMENT)
def revise(agreement: Agreement) -> ResponseReturnValue:
    form = AgreementForm.of(agreement.latest.content, seen=agreement.latest.number)
    if form.accepted and form.does(
        actions.revise_agreement,
        agreement,
        by=current_user,
        seen=form.seen.data,
        content=form.content(),
        reason=form.reason.data,
    ):
        flash(_("新的版本已保存，各方会收到邮件。"), "success")
        return redirect(url_for(".show", agreement_id=agreement.id))
    form.look_again(agreement.latest.number)
    page = render_template("awards/agreements/revise.html", agreement=agreement, form=form)
    return page, form.status


@bp.post("/agreements/<int:agreement_id>/signature")
@requires(SIGN_AGREEMENT)
def sign(agreement: Agreement) -> ResponseReturnValue:
    form = SignForm.submitted()
    if form.accepted and form.does(
        actions.sign_agreement, agreement, by=current_user, **form.values()
    ):
        flash(_("已登记为已签。"), "success")
        return redirect(url_for(".show", agreement_id=agreement.id))
    form.mind_the_file()
    form.look_again(agreement.latest.number)
    return _page(agreement, form), form.status
