"""Who may see and enter subsidy schemes and their quotas."""

from __future__ import annotations

from flask_login import current_user

from awards.queries.schemes import scheme_by
from contest.core.access import Policy
from contest.models import Body, Role
from contest.policies import has_role, is_organizer, oversees_it, runs_it


def own_body() -> Body | None:
    """Return the visitor's organizing body."""
    found: Body | None = current_user.body
    return found


reads_own = has_role(Role.ORGANIZER, Role.SUPERVISOR)
LIST_SCHEMES = Policy("scheme.list", reads_own, find=own_body)
CREATE_SCHEME = Policy("scheme.create", reads_own, act=is_organizer, find=own_body)
VIEW_SCHEME = Policy("scheme.view", runs_it | oversees_it, find=scheme_by)
REVISE_SCHEME = Policy("scheme.revise", VIEW_SCHEME.see, act=runs_it, find=scheme_by)
