"""The three administrations (三员): no one person holds two of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import administrations, invitations, letters
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.invitations import Person
from contest.models import ADMINISTRATORS, LinkPurpose, Role, User
from contest.queries import accounts, security
from contest.usernames import stem_of, username_for


class NotEmpty(Refusal):
    reason = _l("已经有管理员，不再建立第一批管理员。请由系统管理员邀请。")


@action("administrator.invited")
def invite_administrator(inviter: User, *, person: Person, role: Role, site: str, by: User) -> User:
    """Invite an administrator of one kind; who is one already by e-mail or telephone is refused."""
    if role not in ADMINISTRATORS:
        raise ValueError(role)
    administrations.refuse_second(person.phone)
    return invitations.invite(person, role, site=site, inviter=inviter.name)


@action("administrator.first_made")
def make_first_administrator(user: User, *, site: str, by: User | None) -> str:
    """Take in the first administrator of a kind, and return the link to set the password."""
    if any(other.role is user.role for other in security.administrators()):
        raise NotEmpty
    user.username = username_for(user.email, accounts.names_like(stem_of(user.email)))
    user.created_at = clock.now()
    db.session.add(user)
    db.session.flush()
    return letters.make_link(user, LinkPurpose.INVITATION, site=site)
