"""The steps of an award that are about its certificate, its account and its payments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from awards.instalments import left_to_claim
from awards.models import Award, Payee, Payment, PaymentKind
from awards.queries.certificates import issued_at_of
from awards.queries.payees import open_payees
from awards.queries.payments import DONE, payments_of_awards, summed
from awards.states import AwardState, PayeeState
from awards.steps import Step
from contest.core import clock
from contest.core.web import wan

# Before it is announced nothing of an award is certified or paid.
ANNOUNCED = (AwardState.ANNOUNCED, AwardState.REVOKED)
CLAUSE = "《实施意见》三（三）"
# The steps that money takes, and goes on taking once an award was revoked.
MONEY = ("55.payment.", "57.recovery.")


def steps_of_certificates(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the certificate's step of each award, in one statement."""
    issued = issued_at_of(awards)
    return {
        award.id: [_certificate(award, issued.get(award.id))]
        for award in awards
        if award.state in ANNOUNCED
    }


def _certificate(award: Award, at: datetime | None) -> Step:
    return Step(
        key="50.certificate",
        clause=CLAUSE,
        title=_("颁发获奖证书"),
        owner=_("组委会"),
        url=url_for("certificates.show", award_id=award.id),
        done_at=at,
    )


def steps_of_payments(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the account's step and the instalments of each award, in two statements."""
    paid, payees = payments_of_awards(awards), open_payees(awards)
    return {
        award.id: list(_money(award, paid.get(award.id, ()), payees))
        for award in awards
        if award.state in ANNOUNCED and award.amount_fen
    }


def _money(
    award: Award, payments: Sequence[Payment], payees: dict[tuple[int, PayeeState], Payee]
) -> Iterator[Step]:
    url = url_for("payments.of_award", award_id=award.id)
    payee = payees.get((award.id, PayeeState.CURRENT))
    waits = (award.id, PayeeState.PROPOSED) in payees
    missing = [] if payee else [_("收款账户")]
    if payee or award.state is not AwardState.REVOKED:
        yield Step(
            key="55.payment.0",
            clause=CLAUSE,
            title=_("填写收款账户"),
            owner=award.enterprise.name,
            url=url,
            done_at=payee.filled_at if payee else None,
            missing=(*missing, *([_("账户变更的确认")] if waits else [])),
        )
    for payment in payments:
        yield _payment(payment, url)
    if award.revoked_at and (left := left_to_claim(summed(payments))):
        yield _unclaimed(left, award.revoked_at, url)


def _payment(payment: Payment, url: str) -> Step:
    back = payment.kind is PaymentKind.RECOVERY
    n = payment.number
    title = _("追回款项（第 %(n)s 期）", n=n) if back else _("拨付奖励（第 %(n)s 期）", n=n)
    missing = _("银行回单") if payment.state not in DONE else _("另一人的核对")
    return Step(
        key=f"{MONEY[back]}{payment.number:03}",
        clause=CLAUSE,
        title=title,
        owner=_("组委会"),
        url=url,
        due=payment.due,
        done_at=payment.checked_at,
        missing=() if payment.checked_at else (missing,),
    )


def _unclaimed(fen: int, since: datetime, url: str) -> Step:
    """Return the step of what was paid, has not come back, and is on no list: a cancelled claim."""
    return Step(
        key=f"{MONEY[1]}999",
        clause=CLAUSE,
        title=_("追回款项（%(n)s 万元尚未安排）", n=wan(fen)),
        owner=_("组委会"),
        url=url,
        due=clock.local(since).date(),
        missing=(_("追回安排"),),
    )
