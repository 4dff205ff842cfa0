"""Who may look after an organisation: its own people."""

from __future__ import annotations

from flask_login import current_user

from contest.core.access import Policy, Rule
from contest.models import Organisation, User
from contest.queries import people


def _own() -> Organisation | None:
    return current_user.organisation


def _member(member_id: int) -> User | None:
    return people.by_id(member_id)


@Rule
def belongs_to(actor: User, organisation: Organisation) -> bool:
    """Hold for the people of the organisation."""
    return actor.organisation_id == organisation.id


@Rule
def is_colleague(actor: User, user: User) -> bool:
    """Hold for the people of one organisation among themselves."""
    return actor.organisation_id is not None and actor.organisation_id == user.organisation_id


OWN_ORGANISATION = Policy("organisation.view", belongs_to, find=_own)
MANAGE_MEMBER = Policy("organisation.manage_member", is_colleague, find=_member)
