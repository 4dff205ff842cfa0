"""Putting on record what came of a delivery: tests, tolerance, acceptance, actual use."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import acceptances as actions
from awards.forms.days import EVIDENCE
from awards.forms.deliveries import AcceptanceForm, CreditForm, TestForm, ToleranceForm, UseForm
from awards.indicators import asked_of
from awards.models import Delivery, UseRecord
from awards.policies.deliveries import (
    ACCEPT_DELIVERY,
    CREDIT_USE,
    RECORD_DELIVERY,
    TOLERATE_DELIVERY,
)
from contest.core.access import requires

bp = Blueprint("acceptances", __name__)


def _around(delivery: Delivery, anchor: str) -> ResponseReturnValue:
    return redirect(url_for("deliveries.show", delivery_id=delivery.id, _anchor=anchor))


@bp.route("/deliveries/<int:delivery_id>/tests", methods=["GET", "POST"])
@requires(RECORD_DELIVERY)
def test(delivery: Delivery) -> ResponseReturnValue:
    form = TestForm.of(asked_of(delivery.award))
    if form.accepted and form.does(actions.record_test, delivery, by=current_user, **form.values()):
        flash(_("现场测试已记录。"), "success")
        return _around(delivery, "tests")
    form.mind_the_file()
    page = render_template(
        "awards/deliveries/test.html", delivery=delivery, form=form, accepts=EVIDENCE
    )
    return page, form.status


@bp.route("/deliveries/<int:delivery_id>/acceptance", methods=["GET", "POST"])
@requires(ACCEPT_DELIVERY)
def accept(delivery: Delivery) -> ResponseReturnValue:
    form = AcceptanceForm.of(asked_of(delivery.award))
    if not form.is_submitted():
        form.version.data = delivery.version
    if form.accepted and form.does(
        actions.record_acceptance, delivery, by=current_user, **form.values()
    ):
        flash(_("验收已登记。"), "success")
        return _around(delivery, "acceptance")
    form.mind_the_file()
    page = render_template(
        "awards/deliveries/accept.html", delivery=delivery, form=form, accepts=EVIDENCE
    )
    return page, form.status


@bp.route("/deliveries/<int:delivery_id>/tolerance", methods=["GET", "POST"])
@requires(TOLERATE_DELIVERY)
def tolerate(delivery: Delivery) -> ResponseReturnValue:
    form = ToleranceForm.submitted()
    if form.accepted and form.does(actions.tolerate, delivery, by=current_user, **form.values()):
        flash(_("包容期已记录。"), "success")
        return _around(delivery, "tolerance")
    page = render_template("awards/deliveries/tolerate.html", delivery=delivery, form=form)
    return page, form.status


@bp.route("/deliveries/<int:delivery_id>/use", methods=["GET", "POST"])
@requires(RECORD_DELIVERY)
def use(delivery: Delivery) -> ResponseReturnValue:
    form = UseForm.submitted()
    if form.accepted and form.does(actions.record_use, delivery, by=current_user, **form.values()):
        flash(_("使用情况已记录，等待组委会核实。"), "success")
        return _around(delivery, "use")
    form.mind_the_file()
    page = render_template(
        "awards/deliveries/use.html", delivery=delivery, form=form, accepts=EVIDENCE
    )
    return page, form.status


@bp.route("/uses/<int:use_id>/credit", methods=["GET", "POST"])
@requires(CREDIT_USE)
def credit(use: UseRecord) -> ResponseReturnValue:
    form = CreditForm.submitted()
    if form.accepted and form.does(actions.credit_use, use, by=current_user, note=form.note.data):
        flash(_("已记为信用评价加分。"), "success")
        return _around(use.delivery, "use")
    return render_template("awards/deliveries/credit.html", use=use, form=form), form.status
