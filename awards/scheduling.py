"""Adding a payment to the plan of an award, whichever way its money goes. Within an action."""

from __future__ import annotations

from datetime import date

from awards.models import Award, Payment, PaymentKind
from awards.queries.payments import last_number
from contest.core import clock
from contest.core.db import db
from contest.models import User


def add_planned(
    award: Award, kind: PaymentKind, fen: int, *, by: User, due: date, note: str
) -> Payment:
    """Return the payment, under the award's next number."""
    payment = Payment(
        contest_id=award.contest_id,
        award_id=award.id,
        number=last_number(award.id) + 1,
        kind=kind,
        amount_fen=fen,
        due=due,
        note=note,
        planned_by_id=by.id,
        planned_at=clock.now(),
    )
    db.session.add(payment)
    db.session.flush()
    return payment
