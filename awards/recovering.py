"""Claiming back what was paid of an award that was revoked. Within an action."""

from __future__ import annotations

from awards.certifying import AWARD_REVOKED
from awards.instalments import left_to_claim
from awards.models import Award, Payment, PaymentKind
from awards.queries.payments import sums_of
from awards.scheduling import add_planned
from awards.states import PaymentState
from contest.core import clock
from contest.models import User


def claim_back(award: Award, *, by: User) -> None:
    """Claim on this day all that was paid of an award and is not claimed yet."""
    if left := left_to_claim(sums_of(award.id)):
        today = clock.local(clock.now()).date()
        add_planned(award, PaymentKind.RECOVERY, left, by=by, due=today, note=AWARD_REVOKED)


def was_on_its_way(payment: Payment) -> bool:
    """Return whether a payment may turn out to have been made before its award was revoked."""
    return payment.state is PaymentState.CANCELLED and payment.cancel_reason == AWARD_REVOKED
