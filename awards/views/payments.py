"""Payments of an award and of a contest: planned, recorded with a voucher, checked by another."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from awards import payment_lists as lists
from awards.actions import payments as actions
from awards.actions.vouchers import note_opened
from awards.forms.payments import (
    CancelPaymentForm,
    CheckForm,
    PlanForm,
    RecordForm,
    ReturnPaymentForm,
    ShowAccountForm,
    StepForm,
)
from awards.instalments import left_to_claim, left_to_pay, to_come_back
from awards.models import Award, Payment
from awards.policies.payments import (
    EXPORT_PAYMENTS,
    LATEST_PAYMENTS,
    LIST_PAYMENTS,
    PLAN_PAYMENT,
    RECORD_PAYMENT,
    VIEW_PAYMENT,
    VIEW_PAYMENTS,
)
from awards.queries.payees import open_payees
from awards.queries.payments import has_seen_voucher, payments_of, sums_of
from awards.queries.people import names_of
from awards.recovering import was_on_its_way
from awards.states import PayeeState
from contest import devices
from contest.core import clock
from contest.core.access import requires
from contest.core.actions import Refusal
from contest.core.intake import Accepts, receive
from contest.core.serving import attachment, made_list
from contest.credentials import check_own_password
from contest.models import Contest
from contest.papers import MB

bp = Blueprint("payments", __name__)

VOUCHER = Accepts(("pdf", "png", "jpg"), 20 * MB)


class NoVoucher(Refusal):
    """What was paid is proved by the bank's voucher."""

    status = 422
    reason = _l("请上传银行回单（PDF 或图片），由另一人据此核对。")


@bp.get("/awards/<int:award_id>/payments")
@requires(VIEW_PAYMENTS)
def of_award(award: Award) -> ResponseReturnValue:
    return _award_page(award, PlanForm(formdata=None))


@bp.post("/awards/<int:award_id>/payments")
@requires(PLAN_PAYMENT)
def plan(award: Award) -> ResponseReturnValue:
    form = PlanForm.submitted()
    if form.accepted and form.does(
        actions.plan_payment,
        award,
        by=current_user,
        amount_fen=form.amount.data,
        due=form.due.data,
        note=form.note.data or "",
    ):
        flash(_("第 %(n)s 期已登记。", n=form.result.number), "success")
        return redirect(url_for(".of_award", award_id=award.id))
    return _award_page(award, form), form.status


def _award_page(award: Award, form: PlanForm) -> str:
    sums, payees = sums_of(award.id), open_payees([award])
    return render_template(
        "awards/payments/award.html",
        award=award,
        form=form,
        payments=payments_of(award.id),
        sums=sums,
        left=left_to_pay(award.amount_fen, sums),
        claimable=left_to_claim(sums),
        owed=to_come_back(sums),
        current=payees.get((award.id, PayeeState.CURRENT)),
        proposed=payees.get((award.id, PayeeState.PROPOSED)),
        may_plan=PLAN_PAYMENT.admits(current_user, award),
    )


@bp.get("/payments/<int:payment_id>")
@requires(VIEW_PAYMENT)
def show(payment: Payment) -> ResponseReturnValue:
    return _page(payment)


def _page(payment: Payment, **forms: Any) -> str:
    payees = open_payees([payment.award])
    return render_template(
        "awards/payments/show.html",
        payment=payment,
        payee=payment.payee or payees.get((payment.award_id, PayeeState.CURRENT)),
        proposed=payees.get((payment.award_id, PayeeState.PROPOSED)),
        names=names_of(payment.planned_by_id, payment.recorded_by_id, payment.checked_by_id),
        accepts=VOUCHER,
        may_act=RECORD_PAYMENT.admits(current_user, payment),
        late=was_on_its_way(payment),
        **(_forms(payment) | forms),
    )


def _forms(payment: Payment) -> dict[str, Any]:
    kinds: dict[str, type[StepForm]] = {
        "checking": CheckForm,
        "back": ReturnPaymentForm,
        "cancelling": CancelPaymentForm,
    }
    forms = {name: kind(formdata=None, version=payment.version) for name, kind in kinds.items()}
    return forms | {"record": RecordForm.of(payment, formdata=None)}


def _done(payment: Payment, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for(".of_award", award_id=payment.award_id))


@bp.post("/payments/<int:payment_id>/record")
@requires(RECORD_PAYMENT)
def record(payment: Payment) -> ResponseReturnValue:
    form = RecordForm.of(payment)
    if form.accepted and form.does(_record, payment, form=form):
        return _done(payment, _("付款已登记，等待另一人核对。"))
    form.mind_the_file()
    return _page(payment, record=form), form.status


def _record(payment: Payment, *, form: RecordForm) -> None:
    """Take the voucher in, and record the payment by it."""
    file = request.files.get("voucher")
    if not file or not file.filename:
        raise NoVoucher
    actions.record_payment(
        payment,
        by=current_user,
        version=form.version.data,
        paid_on=form.paid_on.data,
        reference=form.reference.data,
        voucher=receive(file.stream, name=file.filename, accepts=VOUCHER),  # type: ignore[arg-type]
        came_fen=form.came.data if form.came else None,
    )


@bp.post("/payments/<int:payment_id>/check")
@requires(RECORD_PAYMENT)
def check(payment: Payment) -> ResponseReturnValue:
    form = CheckForm.submitted()
    if form.accepted and form.does(
        actions.check_payment, payment, by=current_user, version=form.version.data
    ):
        return _done(payment, _("付款已核对。"))
    return _page(payment, checking=form), form.status


@bp.post("/payments/<int:payment_id>/return")
@requires(RECORD_PAYMENT)
def give_back(payment: Payment) -> ResponseReturnValue:
    form = ReturnPaymentForm.submitted()
    told = {"version": form.version.data, "reason": form.reason.data}
    if form.accepted and form.does(actions.return_payment, payment, by=current_user, **told):
        return _done(payment, _("付款登记已退回。"))
    return _page(payment, back=form), form.status


@bp.post("/payments/<int:payment_id>/cancellation")
@requires(RECORD_PAYMENT)
def cancel(payment: Payment) -> ResponseReturnValue:
    form = CancelPaymentForm.submitted()
    told = {"version": form.version.data, "reason": form.why.data}
    if form.accepted and form.does(actions.cancel_payment, payment, by=current_user, **told):
        return _done(payment, _("这一期已取消。"))
    return _page(payment, cancelling=form), form.status


@bp.get("/payments/<int:payment_id>/voucher")
@requires(VIEW_PAYMENT)
def voucher(payment: Payment) -> ResponseReturnValue:
    file = payment.voucher or abort(404)
    if not has_seen_voucher(payment, current_user):
        note_opened(payment, by=current_user)
    return attachment(file.digest, name=file.name, kind=file.kind)


@bp.get("/payments")
@requires(LATEST_PAYMENTS)
def current(contest: Contest) -> ResponseReturnValue:
    return redirect(url_for(".of_contest", contest_id=contest.id))


@bp.get("/contests/<int:contest_id>/payments")
@requires(LIST_PAYMENTS)
def of_contest(contest: Contest) -> ResponseReturnValue:
    return _contest_page(contest, ShowAccountForm(formdata=None))


def _contest_page(contest: Contest, form: ShowAccountForm) -> str:
    wanted = lists.wanted()
    return render_template(
        "awards/payments/contest.html",
        contest=contest,
        form=form,
        page=lists.page_of(contest, wanted),
        totals=lists.totals_of(contest),
        today=clock.local(clock.now()).date(),
        may_export=EXPORT_PAYMENTS.admits(current_user, contest),
    )


@bp.get("/contests/<int:contest_id>/payments/list.<any(xlsx, csv):kind>")
@requires(LIST_PAYMENTS)
def export(contest: Contest) -> ResponseReturnValue:
    kind = request.path.rpartition(".")[2]
    name, content = lists.register(contest, lists.wanted(), kind)
    return made_list(content, name=name)


@bp.post("/contests/<int:contest_id>/payments/orders")
@requires(EXPORT_PAYMENTS)
def orders(contest: Contest) -> ResponseReturnValue:
    """Hand out what is to be paid with whole accounts, for the finance office, and log it."""
    form = ShowAccountForm.submitted()
    if form.accepted and form.does(_hand_out, contest, password=form.own_password.data):
        name, content = form.result
        return made_list(content, name=name)
    return _contest_page(contest, form), form.status


def _hand_out(contest: Contest, *, password: str) -> tuple[str, bytes]:
    check_own_password(current_user, password=password, origin=devices.origin())
    name, content, count = lists.orders(contest)
    digest = hashlib.sha256(content).hexdigest()
    reason = f"{name}，{count} 笔，sha256:{digest}"
    actions.note_export(contest, by=current_user, reason=reason)
    return name, content
