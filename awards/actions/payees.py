"""Giving the account that an award is paid into, and deciding on another one."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.models import Award, Payee
from awards.queries.payees import current_payee, payees_of, proposed_payee
from awards.queries.payments import sums_of
from awards.states import AwardState, PayeeState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import User


class NotPayable(Refusal):
    """Only an announced award is paid."""

    reason = _l("奖励发布后才填写收款账户；已撤销的奖励不再付款。")


class UnlikeTheEnterprise(Refusal):
    """The holder is not called as the enterprise is registered, and nobody said why."""

    status = 422


class Overtaken(Refusal):
    """Another account was given since the page was opened."""

    reason = _l("页面打开以后，收款账户已有新的提交。请核对现在的账户，确需修改的再次提交。")


class SameAccount(Refusal):
    """What was given is what stands already."""

    reason = _l("与现在的收款账户相同，无需重复提交。")


class NothingProposed(Refusal):
    """The change was decided, or another one came, since the page was opened."""

    reason = _l("这项账户变更已经处理，或企业又提交了新的账户。请刷新页面重新核对。")


class OwnAccount(Refusal):
    """One gives an account, another confirms it."""

    reason = _l("账户变更须由提交人以外的组委会人员确认。")


@action("payee.given")
def fill_payee(
    award: Award,
    *,
    by: User,
    holder: str,
    bank: str,
    branch: str,
    account: str,
    difference: str = "",
    seen: int = 0,
) -> Payee:
    """Give the account that an award is paid into; after the first payment, propose it.

    ``seen`` is the number of the newest account on the page, 0 for none. Raise NotPayable,
    Overtaken, SameAccount, or UnlikeTheEnterprise where the holder's name differs from the
    registered one and ``difference`` does not say why.
    """
    earlier = payees_of(award.id)
    _refuse(award, seen, newest=earlier[0].number if earlier else 0)
    registered = award.enterprise.name
    if holder != registered and not difference:
        raise UnlikeTheEnterprise(
            _(
                "户名“%(holder)s”与企业登记名称“%(registered)s”不一致。请核对；"
                "确需付到该户名的，请写明原因。",
                holder=holder,
                registered=registered,
            )
        )
    _refuse_same(award, (holder, bank, branch, account))
    if waiting := proposed_payee(award.id):
        waiting.state = PayeeState.REPLACED
        db.session.flush()
    payee = Payee(
        contest_id=award.contest_id,
        award_id=award.id,
        number=(earlier[0].number if earlier else 0) + 1,
        holder=holder,
        registered=registered,
        difference=difference if holder != registered else "",
        bank=bank,
        branch=branch,
        account=account,
        filled_by_id=by.id,
        filled_at=clock.now(),
    )
    db.session.add(payee)
    db.session.flush()
    if not sums_of(award.id).paid:
        _put_in_force(payee)
    return payee


@action("payee.confirmed", personal_reason=True)
def confirm_payee(payee: Payee, *, by: User, reason: str) -> None:
    """Put a proposed account into force; ``reason`` says how it was verified.

    Raise NothingProposed, NotPayable or OwnAccount.
    """
    _decide(payee, by=by, reason=reason)
    _put_in_force(payee)


@action("payee.declined", personal_reason=True)
def refuse_payee(payee: Payee, *, by: User, reason: str) -> None:
    """Leave the account as it was. Raise NothingProposed, NotPayable or OwnAccount."""
    _decide(payee, by=by, reason=reason)
    payee.state = PayeeState.REFUSED


@action("payee.shown")
def note_account_shown(payee: Payee, *, by: User) -> str:
    """Return an account's whole number, after a line of the log says who saw it."""
    return payee.account


def _refuse(award: Award, seen: int, *, newest: int) -> None:
    if award.state is not AwardState.ANNOUNCED:
        raise NotPayable
    if seen != newest:
        raise Overtaken


def _refuse_same(award: Award, given: tuple[str, str, str, str]) -> None:
    payee = proposed_payee(award.id) or current_payee(award.id)
    if payee and given == (payee.holder, payee.bank, payee.branch, payee.account):
        raise SameAccount


def _decide(payee: Payee, *, by: User, reason: str) -> None:
    if payee.state is not PayeeState.PROPOSED:
        raise NothingProposed
    if payee.award.state is not AwardState.ANNOUNCED:
        raise NotPayable
    if payee.filled_by_id == by.id:
        raise OwnAccount
    payee.decision, payee.decided_by_id, payee.decided_at = reason, by.id, clock.now()


def _put_in_force(payee: Payee) -> None:
    if before := current_payee(payee.award_id):
        before.state = PayeeState.REPLACED
        db.session.flush()
    payee.state = PayeeState.CURRENT
