"""Who reads the log: the audit administrator all of it, a supervisor what is of its own body."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import is_audit_admin, is_supervisor

READ_LOG = Policy("log.view", is_audit_admin | is_supervisor)
