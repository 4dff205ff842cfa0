"""Who reads amendments, proposes and applies them, signs and co-signs them."""

from __future__ import annotations

from flask_login import current_user

from contest.core.access import Policy, Rule
from contest.models import Contest, Role, User
from contest.policies import has_role, is_judge, is_organizer
from judging.amending import can_be_amended
from judging.models import Amendment
from judging.policies.panels import reads_it
from judging.queries.amendments import amendment_by, amendment_for
from judging.queries.contests import contest_by_id


def _own(amendment_id: int) -> Amendment | None:
    """Return the amendment if a ballot of the visitor's is part of it."""
    if current_user.role is not Role.JUDGE:
        return None
    return amendment_for(current_user.id, amendment_id)


@Rule
def judged_it(actor: User, amendment: Amendment) -> bool:
    """Hold for a judge whose ballot is part of it."""
    return any(one.judge_id == actor.id for one in amendment.ballots)


@Rule
def did_not_propose(actor: User, amendment: Amendment) -> bool:
    """Hold for everybody but the proposer, who never co-signs, and its judges."""
    return amendment.proposed_by_id != actor.id and not judged_it(actor, amendment)


@Rule
def goes_on(_actor: User, contest: Contest) -> bool:
    """Hold while the contest is neither concluded nor cancelled, and no rehearsal."""
    return can_be_amended(contest)


VIEW_AMENDMENTS = Policy("amendment.list", reads_it, find=contest_by_id)
PROPOSE_AMENDMENT = Policy(
    "amendment.propose", reads_it, act=is_organizer & goes_on, find=contest_by_id
)
VIEW_AMENDMENT = Policy("amendment.view", reads_it, find=amendment_by)
COSIGN_AMENDMENT = Policy(
    "amendment.cosign",
    reads_it,
    act=has_role(Role.ORGANIZER, Role.SUPERVISOR) & did_not_propose,
    find=amendment_by,
)
APPLY_AMENDMENT = Policy("amendment.apply", reads_it, act=is_organizer, find=amendment_by)
SIGN_AMENDMENT = Policy("amendment.sign", is_judge & judged_it, find=_own)
