"""Who may see and look after the people of a body: its own organizers."""

from __future__ import annotations

from flask_login import current_user

from contest.core.access import Policy, Rule
from contest.models import Body, User
from contest.policies import is_organizer, runs_it
from contest.queries import people


def _own_body() -> Body | None:
    return current_user.body


@Rule
def runs_body(actor: User, body: Body) -> bool:
    """Hold for the organizers of the body itself."""
    return is_organizer(actor, body) and actor.body_id == body.id


VIEW_PEOPLE = Policy("people.view", runs_body, find=_own_body)
INVITE = Policy("people.invite", runs_body, find=_own_body)
REVISE_PERSON = Policy("people.revise", runs_it, find=people.by_id)
