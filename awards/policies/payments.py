"""Who may plan, record and check payments, and take the payment list away."""

from __future__ import annotations

from flask_login import current_user

from awards.models import Award, Payment
from awards.policies.prizes import contest_by
from awards.queries.certificates import award_by
from awards.queries.payments import payment_by
from contest.choosing import current_contest
from contest.core.access import Policy
from contest.policies import oversees_it, runs_it


def _award(award_id: int, **_rest: str) -> Award | None:
    return award_by(award_id)


def _payment(payment_id: int, **_rest: str) -> Payment | None:
    return payment_by(payment_id)


VIEW_PAYMENTS = Policy("payments.view", runs_it | oversees_it, find=_award)
PLAN_PAYMENT = Policy("payment.plan", VIEW_PAYMENTS.see, act=runs_it, find=_award)
VIEW_PAYMENT = Policy("payment.view", runs_it | oversees_it, find=_payment)
RECORD_PAYMENT = Policy("payment.record", VIEW_PAYMENT.see, act=runs_it, find=_payment)
LIST_PAYMENTS = Policy("payments.list", runs_it | oversees_it, find=contest_by)
EXPORT_PAYMENTS = Policy("payments.export", LIST_PAYMENTS.see, act=runs_it, find=contest_by)
LATEST_PAYMENTS = Policy(
    "payments.list", runs_it | oversees_it, find=lambda: current_contest(current_user)
)
