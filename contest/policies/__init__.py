"""Who may do what. Here: the rules that all policies are made of."""

from __future__ import annotations

from typing import Any

from contest.core.access import Policy, Rule
from contest.models import ADMINISTRATORS, Role, User


def has_role(*roles: Role) -> Rule:
    """Return the rule that the visitor has one of the roles."""
    return Rule(lambda actor, _thing: actor.role in roles)


is_organizer = has_role(Role.ORGANIZER)
is_supervisor = has_role(Role.SUPERVISOR)
is_judge = has_role(Role.JUDGE)
is_enterprise = has_role(Role.ENTERPRISE)
is_issuer = has_role(Role.ISSUER)
is_system_admin = has_role(Role.SYSTEM_ADMIN)
is_security_admin = has_role(Role.SECURITY_ADMIN)
is_audit_admin = has_role(Role.AUDIT_ADMIN)
is_administrator = has_role(*ADMINISTRATORS)


def body_of(thing: Any) -> int | None:
    """Return the number of the organizing body a thing belongs to, through its contest if any."""
    contest = getattr(thing, "contest", None)
    found = getattr(contest or thing, "body_id", None)
    return int(found) if found is not None else None


@Rule
def same_body(actor: User, thing: Any) -> bool:
    """Hold where the thing belongs to the visitor's own organizing body."""
    return actor.body_id is not None and actor.body_id == body_of(thing)


@Rule
def is_real(_actor: User, thing: Any) -> bool:
    """Hold where the thing is of a contest whose results count: no rehearsal."""
    return not getattr(getattr(thing, "contest", thing), "is_rehearsal", False)


# An organizer runs and sees only the contests of its body; a supervisor reads them.
runs_it = is_organizer & same_body
oversees_it = is_supervisor & same_body

VIEW_HOME = Policy("home.view", has_role(*Role))
