"""Who may see the case of an award, and who may do what follows in its delivery."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from awards.models import Award
from awards.policies.prizes import contest_by
from awards.queries.cases import award_by
from awards.states import AwardState
from contest.choosing import current_contest
from contest.core.access import Policy, Rule
from contest.models import Role, User
from contest.policies import has_role, is_enterprise, is_issuer, oversees_it, runs_it

# An award is its enterprise's to see from its notice on, its issuer's from the announcement on.
PUBLIC = frozenset(
    {AwardState.PUBLICISED, AwardState.HELD, AwardState.CONFIRMED, AwardState.ANNOUNCED}
)


def award_of(thing: Any) -> Award:
    """Return the award a thing is, or follows."""
    return thing if isinstance(thing, Award) else thing.award


@Rule
def won_it(actor: User, thing: Any) -> bool:
    """Hold for the people of the enterprise whose award it is, once it is public."""
    award = award_of(thing)
    own = actor.organisation_id == award.enterprise_id and is_enterprise(actor, award)
    return own and award.state in PUBLIC


@Rule
def issued_it(actor: User, thing: Any) -> bool:
    """Hold for the people of the issuer whose challenge was solved, once that is announced."""
    award = award_of(thing)
    if not is_issuer(actor, award) or award.state is not AwardState.ANNOUNCED:
        return False
    return actor.organisation_id == award.entry.challenge.issuer_id


concerns = runs_it | oversees_it | won_it | issued_it

VIEW_CASE = Policy("case.view", concerns, find=award_by)
LIST_CASES = Policy("case.list", runs_it | oversees_it, find=contest_by)
LIST_LATEST = Policy("case.list", runs_it | oversees_it, find=lambda: current_contest(current_user))
LIST_OWN_CASES = Policy("case.list_own", has_role(Role.ENTERPRISE, Role.ISSUER))
