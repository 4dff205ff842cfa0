"""Who may give the account of an award, see it, and decide on another one."""

from __future__ import annotations

from awards.models import Award, Payee
from awards.queries.certificates import award_by
from awards.queries.payees import payee_by
from contest.core.access import Policy, Rule
from contest.models import User
from contest.policies import is_enterprise, oversees_it, runs_it


def _award(award_id: int) -> Award | None:
    return award_by(award_id)


def _payee(payee_id: int) -> Payee | None:
    return payee_by(payee_id)


@Rule
def won_it(actor: User, award: Award) -> bool:
    """Hold for the people of the enterprise whose award it is, once it was announced."""
    own = actor.organisation_id is not None and actor.organisation_id == award.enterprise_id
    return own and award.announcement_id is not None


LIST_OWN_AWARDS = Policy("awards.list_own", is_enterprise)
FILL_PAYEE = Policy("payee.fill", is_enterprise & won_it, find=_award)
VIEW_PAYEE = Policy("payee.view", runs_it | oversees_it, find=_payee)
DECIDE_PAYEE = Policy("payee.decide", VIEW_PAYEE.see, act=runs_it, find=_payee)
