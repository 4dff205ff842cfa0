"""Who signs and declares: the judges who sit on a panel of the contest."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import Contest, User
from contest.policies import is_judge
from judging.queries.contests import contest_by_id
from judging.queries.pledges import is_seated


@Rule
def sits_on_a_panel(actor: User, contest: Contest) -> bool:
    """Hold for a judge who has a seat in the contest."""
    return is_seated(actor.id, contest.id)


SIGN_PLEDGE = Policy("pledge.sign", is_judge & sits_on_a_panel, find=contest_by_id)
