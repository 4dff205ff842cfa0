"""Claiming back what was paid of an award that was revoked. Within an action."""

from __future__ import annotations

from datetime import date

from awards.certifying import AWARD_REVOKED
from awards.instalments import left_to_claim
from awards.models import Award, Payment, PaymentKind
from awards.queries.payments import last_number, sums_of
from awards.states import PaymentState
from contest.core import clock
from contest.core.db import db
from contest.models import User


def claim_back(award: Award, *, by: User, note: str) -> None:
    """Claim on this day all that was paid of an award and is not claimed yet."""
    if left := left_to_claim(sums_of(award.id)):
        claim(award, left, by=by, due=clock.local(clock.now()).date(), note=note)


def claim(award: Award, fen: int, *, by: User, due: date, note: str) -> None:
    """Add a sum that is to come back until a day."""
    payment = Payment(
        contest_id=award.contest_id,
        award_id=award.id,
        number=last_number(award.id) + 1,
        kind=PaymentKind.RECOVERY,
        amount_fen=fen,
        due=due,
        note=note,
        planned_by_id=by.id,
        planned_at=clock.now(),
    )
    db.session.add(payment)
    db.session.flush()


def was_on_its_way(payment: Payment) -> bool:
    """Return whether a payment may turn out to have been made before its award was revoked."""
    return payment.state is PaymentState.CANCELLED and payment.cancel_reason == AWARD_REVOKED
