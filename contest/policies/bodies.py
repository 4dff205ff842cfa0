"""Who may set up organizing bodies, and who sees to one's own; its supervisors read it."""

from __future__ import annotations

from flask_login import current_user

from contest.core.access import Policy
from contest.models import Body
from contest.policies import is_system_admin, oversees_it, runs_it
from contest.policies.people import oversees_body, runs_body
from contest.queries import bodies, fields


def _own() -> Body | None:
    return current_user.body


MANAGE_BODIES = Policy("bodies.manage", is_system_admin)
VIEW_BODY = Policy("body.view", is_system_admin, find=bodies.by_id)
VIEW_OWN_BODY = Policy("body.view", runs_body | oversees_body, find=_own)
REVISE_BODY = Policy("body.revise", VIEW_OWN_BODY.see, act=runs_body, find=_own)
VIEW_FIELDS = Policy("fields.view", runs_body | oversees_body, find=_own)
EDIT_FIELDS = Policy("fields.revise", VIEW_FIELDS.see, act=runs_body, find=_own)
EDIT_FIELD = Policy("fields.revise", runs_it | oversees_it, act=runs_it, find=fields.by_id)
