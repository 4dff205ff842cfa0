"""The accounts that awards are paid into: the enterprise gives them, the organizer sees to them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import payees as actions
from awards.forms.payments import (
    ConfirmPayeeForm,
    PayeeForm,
    RefusePayeeForm,
    ShowAccountForm,
    typed,
)
from awards.models import Award, Payee
from awards.policies.payees import DECIDE_PAYEE, FILL_PAYEE, LIST_OWN_AWARDS, VIEW_PAYEE
from awards.queries.certificates import announced_of
from awards.queries.payees import current_payee, open_payees, payees_of
from awards.queries.payments import payments_of, sums_by_award
from awards.queries.people import names_of
from awards.states import AwardState, PayeeState
from contest import devices
from contest.core.access import requires
from contest.credentials import check_own_password
from contest.models import User

bp = Blueprint("payees", __name__)


@bp.get("/awards/mine")
@requires(LIST_OWN_AWARDS)
def mine(user: User) -> ResponseReturnValue:
    awards = announced_of(user.organisation_id or 0)
    return render_template(
        "awards/payees/mine.html",
        awards=awards,
        payees=open_payees(awards),
        sums=sums_by_award(awards),
    )


@bp.route("/awards/<int:award_id>/payee", methods=["GET", "POST"])
@requires(FILL_PAYEE)
def edit(award: Award) -> ResponseReturnValue:
    newest = next(iter(payees_of(award.id)), None)
    holder = newest.holder if newest else award.enterprise.name
    seen = newest.number if newest else 0
    form = PayeeForm.submitted(obj=newest, data={"holder": holder}, seen=seen)
    if not form.is_submitted():
        form.account.data = ""  # nobody sees a whole account by opening a page
    if form.accepted and form.does(_fill, award, form=form):
        flash(_told(form.result), "success")
        return redirect(url_for(".edit", award_id=award.id))
    form.renew(award)
    return _edit_page(award, form), form.status


def _fill(award: Award, *, form: PayeeForm) -> Payee:
    names = ("holder", "bank", "branch", "account", "difference", "seen")
    return actions.fill_payee(award, by=current_user, **typed(form, *names))


def _told(payee: Payee) -> str:
    if payee.state is PayeeState.PROPOSED:
        return _("账户变更已提交。组委会核实确认之前，仍按原账户付款。")
    return _("收款账户已保存：%(account)s。", account=payee.shown)


def _edit_page(award: Award, form: PayeeForm) -> str:
    payees = open_payees([award])
    return render_template(
        "awards/payees/edit.html",
        form=form,
        award=award,
        current=payees.get((award.id, PayeeState.CURRENT)),
        proposed=payees.get((award.id, PayeeState.PROPOSED)),
        payments=payments_of(award.id),
        payable=award.state is AwardState.ANNOUNCED,
    )


@bp.get("/payees/<int:payee_id>")
@requires(VIEW_PAYEE)
def show(payee: Payee) -> ResponseReturnValue:
    return _page(payee)


def _page(
    payee: Payee,
    *,
    confirm: ConfirmPayeeForm | None = None,
    refuse: RefusePayeeForm | None = None,
    reveal: ShowAccountForm | None = None,
    account: str = "",
) -> str:
    return render_template(
        "awards/payees/show.html",
        payee=payee,
        current=current_payee(payee.award_id),
        names=names_of(payee.filled_by_id, payee.decided_by_id),
        confirm=confirm or ConfirmPayeeForm(formdata=None),
        refuse=refuse or RefusePayeeForm(formdata=None),
        reveal=reveal or ShowAccountForm(formdata=None),
        account=account,
        may_decide=DECIDE_PAYEE.admits(current_user, payee),
    )


@bp.post("/payees/<int:payee_id>/confirmation")
@requires(DECIDE_PAYEE)
def confirm(payee: Payee) -> ResponseReturnValue:
    form = ConfirmPayeeForm.submitted()
    if (
        form.accepted
        and form.does(_check, current_user, password=form.password.data)
        and form.does(actions.confirm_payee, payee, by=current_user, reason=form.verified.data)
    ):
        flash(_("账户变更已确认，以后付到新账户。"), "success")
        return redirect(url_for("payments.of_award", award_id=payee.award_id))
    return _page(payee, confirm=form), form.status


@bp.post("/payees/<int:payee_id>/refusal")
@requires(DECIDE_PAYEE)
def refuse(payee: Payee) -> ResponseReturnValue:
    form = RefusePayeeForm.submitted()
    if form.accepted and form.does(
        actions.refuse_payee, payee, by=current_user, reason=form.reason.data
    ):
        flash(_("账户变更未予同意，仍付到原账户。"), "success")
        return redirect(url_for("payments.of_award", award_id=payee.award_id))
    return _page(payee, refuse=form), form.status


@bp.post("/payees/<int:payee_id>/account")
@requires(DECIDE_PAYEE)
def reveal(payee: Payee) -> ResponseReturnValue:
    """Show a whole account once, on the answer itself, after its line in the log is written."""
    form = ShowAccountForm.submitted()
    if form.accepted and form.does(_check, current_user, password=form.own_password.data):
        return _page(payee, account=actions.note_account_shown(payee, by=current_user))
    return _page(payee, reveal=form), form.status


def _check(user: User, *, password: str) -> None:
    check_own_password(user, password=password, origin=devices.origin())
