"""Who looks after the people of a body: its own organizers; its supervisors see them."""

from __future__ import annotations

from flask_login import current_user

from contest.core.access import Policy, Rule
from contest.models import Body, User
from contest.policies import is_organizer, is_supervisor, runs_it
from contest.queries import people


def _own_body() -> Body | None:
    return current_user.body


@Rule
def runs_body(actor: User, body: Body) -> bool:
    """Hold for the organizers of the body itself."""
    return is_organizer(actor, body) and actor.body_id == body.id


@Rule
def oversees_body(actor: User, body: Body) -> bool:
    """Hold for the supervisors of the body itself."""
    return is_supervisor(actor, body) and actor.body_id == body.id


VIEW_PEOPLE = Policy("people.view", runs_body | oversees_body, find=_own_body)
INVITE = Policy("people.invite", runs_body, find=_own_body)
REVISE_PERSON = Policy("people.revise", runs_it, find=people.by_id)
