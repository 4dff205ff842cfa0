"""Who may reach their own account: everybody who is signed in."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.models import Role, SignIn, User
from contest.policies import has_role
from contest.queries import sign_ins


@Rule
def own_sign_in(actor: User, sign_in: SignIn) -> bool:
    """Hold for one's own sessions."""
    return sign_in.user_id == actor.id


OWN_ACCOUNT = Policy("account.view", has_role(*Role))
END_SIGN_IN = Policy("account.end_sign_in", own_sign_in, find=sign_ins.by_id)
