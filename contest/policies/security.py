"""What the administrators of security, system and audit may do about accounts."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import is_security_admin, is_system_admin
from contest.queries import people

VIEW_ACCOUNTS = Policy("security.view", is_security_admin)
SECURE_ACCOUNT = Policy("security.secure", is_security_admin, find=people.by_id)
VIEW_ADMINISTRATORS = Policy("administrators.view", is_system_admin)
VIEW_OUTBOX = Policy("outbox.view", is_system_admin)
