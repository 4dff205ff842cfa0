"""Who sees the signed heads of the log, and whether they hold."""

from __future__ import annotations

from contest.core.access import Policy
from contest.models import Role
from contest.policies import has_role, oversees_it, runs_it
from contest.policies.contests import contest_by_id

VIEW_HEADS = Policy("log_head.view", runs_it | oversees_it, find=contest_by_id)
CHECK_HEADS = Policy(
    "log_head.check",
    has_role(Role.ORGANIZER, Role.SUPERVISOR, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN),
)
