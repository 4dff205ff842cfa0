"""Planning instalments, recording what was paid, and checking it by a second person."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.certifying import AWARD_REVOKED
from awards.instalments import left_to_claim, left_to_pay, may_give_back
from awards.models import Award, Payment, PaymentKind
from awards.queries.payees import current_payee, proposed_payee
from awards.queries.payments import sums_of
from awards.recovering import claim_back, was_on_its_way
from awards.scheduling import add_planned
from awards.states import AwardState, PaymentState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.core.money import show_wan
from contest.models import Contest, User
from contest.queries.files import row_of
from contest.refusals import refuse_stale

# Official Chinese text, kept with the payment: not translated.
REST = "第 {n} 期未退部分"


class NotPayable(Refusal):
    """Only an announced award is paid; of a revoked one, money comes back."""

    reason = _l("奖励发布后才能拨付；公示期内、有异议未结的奖励不付款。")


class TooMuch(Refusal):
    """All payments together would be more than there is to pay, or to get back."""

    status = 422


class NoAccount(Refusal):
    """There is no account to pay into, or another one waits to be confirmed."""

    reason = _l(
        "没有可用的收款账户：企业尚未填写，或账户变更待组委会确认。请先办理账户，再登记付款。"
    )


class InTheFuture(Refusal):
    """What was paid was paid by now."""

    status = 422
    reason = _l("付款日期不能晚于今天，请按回单上的日期填写。")


class PaidAfterwards(Refusal):
    """Nothing is paid of an award after its end; what was paid before may be known later."""

    status = 422
    reason = _l("奖励撤销以后不再付款：这里只补登记撤销当天或以前已付出的款项，请核对到账日期。")


class WrongStep(Refusal):
    """The payment is not, or no longer, at this step."""

    reason = _l("这笔款项已由他人处理，请刷新页面后再办理。")


class SamePerson(Refusal):
    """One records, another checks."""

    reason = _l("登记人不能核对自己登记的款项，须由另一人核对。")


class GotBackMore(Refusal):
    """More was claimed back than would have been paid."""

    reason = _l("该奖励已撤销，追回金额按已付金额计算。请先取消相应的追回，再退回这笔付款。")


@action("payment.planned")
def plan_payment(award: Award, *, by: User, amount_fen: int, due: date, note: str = "") -> Payment:
    """Plan an instalment of an announced award; of a revoked one, money that is to come back.

    Under the contest's lock: all instalments together are never more than the award, and what
    is claimed back never more than was paid. Raise NotPayable or TooMuch.
    """
    kind, left = _left(award)
    if not 0 < amount_fen <= left:
        raise TooMuch(_too_much(kind, left))
    return add_planned(award, kind, amount_fen, by=by, due=due, note=note)


@action("payment.recorded")
def record_payment(
    payment: Payment,
    *,
    by: User,
    version: int,
    paid_on: date,
    reference: str,
    voucher: Kept,
    came_fen: int | None = None,
) -> None:
    """Record that money was paid, by the bank's voucher.

    Where less than what was claimed back came (``came_fen``), the rest stays claimed as a payment
    of its own. A payment that was under way when its award was revoked is recorded too, and at
    once claimed back. Raise ``Stale``, WrongStep, NotPayable, NoAccount, InTheFuture or TooMuch.
    """
    refuse_stale(payment, version)
    late = was_on_its_way(payment)
    if payment.state is not PaymentState.PLANNED and not late:
        raise WrongStep
    if payment.kind is PaymentKind.PAYOUT:
        _pay_into_the_account(payment, paid_on)
    if paid_on > clock.local(clock.now()).date():
        raise InTheFuture
    if payment.kind is PaymentKind.RECOVERY and came_fen is not None:
        _take_in(payment, came_fen, by)
    payment.voucher = row_of(voucher, by=by, contest_id=payment.contest_id)
    payment.paid_on, payment.reference = paid_on, reference
    payment.recorded_by_id, payment.recorded_at = by.id, clock.now()
    payment.return_reason = ""
    payment.state = PaymentState.RECORDED
    if late:
        payment.cancel_reason = ""
        db.session.flush()
        claim_back(payment.award, by=by)


@action("payment.checked")
def check_payment(payment: Payment, *, by: User, version: int) -> None:
    """Confirm a recorded payment against its voucher, by a second person.

    Raise ``Stale``, WrongStep or SamePerson.
    """
    refuse_stale(payment, version)
    if payment.state is not PaymentState.RECORDED:
        raise WrongStep
    if payment.recorded_by_id == by.id:
        raise SamePerson
    payment.checked_by_id, payment.checked_at = by.id, clock.now()
    payment.state = PaymentState.CHECKED


@action("payment.returned")
def return_payment(payment: Payment, *, by: User, version: int, reason: str) -> None:
    """Give a record back to be made again: what it says is not what the voucher says.

    Raise ``Stale``, WrongStep, or GotBackMore where the award was revoked by what was paid.
    """
    refuse_stale(payment, version)
    if payment.state is not PaymentState.RECORDED:
        raise WrongStep
    if _was_claimed_back(payment):
        raise GotBackMore
    payment.return_reason = reason
    if payment.kind is PaymentKind.PAYOUT and payment.award.state is AwardState.REVOKED:
        payment.state, payment.cancel_reason = PaymentState.CANCELLED, AWARD_REVOKED
    else:
        payment.state = PaymentState.PLANNED


@action("payment.cancelled")
def cancel_payment(payment: Payment, *, by: User, version: int, reason: str) -> None:
    """Take a planned instalment off the plan. Raise ``Stale`` or WrongStep."""
    refuse_stale(payment, version)
    if payment.state is not PaymentState.PLANNED:
        raise WrongStep
    payment.state, payment.cancel_reason = PaymentState.CANCELLED, reason


@action("payments.exported")
def note_export(contest: Contest, *, by: User, reason: str) -> None:
    """Log that a payment list left with whole accounts; ``reason`` names file, count and digest."""


def _left(award: Award) -> tuple[PaymentKind, int]:
    """Return which way money goes of an award, and how much may still be planned, in fen."""
    sums = sums_of(award.id)
    if award.state is AwardState.ANNOUNCED:
        return PaymentKind.PAYOUT, left_to_pay(award.amount_fen, sums)
    if award.state is AwardState.REVOKED and sums.paid:
        return PaymentKind.RECOVERY, left_to_claim(sums)
    raise NotPayable


def _was_claimed_back(payment: Payment) -> bool:
    if payment.kind is PaymentKind.RECOVERY or payment.award.state is not AwardState.REVOKED:
        return False
    return not may_give_back(payment.amount_fen, sums_of(payment.award_id))


def _too_much(kind: PaymentKind, left: int) -> str:
    if kind is PaymentKind.RECOVERY:
        return _("追回合计不能超过已付金额，还可以登记 %(left)s。", left=show_wan(left))
    return _("各期合计不能超过奖励金额，还可以安排 %(left)s。", left=show_wan(left))


def _take_in(payment: Payment, fen: int, by: User) -> None:
    claimed = payment.amount_fen
    if not 0 < fen <= claimed:
        raise TooMuch(_("退还金额应大于 0，且不超过本笔应追回的 %(all)s。", all=show_wan(claimed)))
    if rest := claimed - fen:
        payment.amount_fen = fen
        note = REST.format(n=payment.number)
        add_planned(payment.award, payment.kind, rest, by=by, due=payment.due, note=note)


def _pay_into_the_account(payment: Payment, day: date) -> None:
    award = payment.award
    if award.state is not AwardState.ANNOUNCED and not was_on_its_way(payment):
        raise NotPayable
    if award.revoked_at and day > clock.local(award.revoked_at).date():
        raise PaidAfterwards
    payee = current_payee(payment.award_id)
    if payee is None or proposed_payee(payment.award_id):
        raise NoAccount
    payment.payee_id = payee.id
