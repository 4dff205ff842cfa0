"""Who may set up organizing bodies, and who may see to one's own."""

from __future__ import annotations

from flask_login import current_user

from contest.core.access import Policy
from contest.models import Body
from contest.policies import is_system_admin, runs_it
from contest.policies.people import runs_body
from contest.queries import bodies, fields


def _own() -> Body | None:
    return current_user.body


MANAGE_BODIES = Policy("bodies.manage", is_system_admin)
VIEW_BODY = Policy("body.view", is_system_admin, find=bodies.by_id)
OWN_BODY = Policy("body.revise", runs_body, find=_own)
EDIT_FIELDS = Policy("fields.view", runs_body, find=_own)
EDIT_FIELD = Policy("fields.revise", runs_it, find=fields.by_id)
