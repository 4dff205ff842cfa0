"""New people: an account of theirs, and the letter that lets them set its password."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from contest import letters
from contest.core import clock
from contest.core.actions import Refusal
from contest.core.db import db
from contest.models import LinkPurpose, Role, User
from contest.queries import accounts
from contest.usernames import stem_of, username_for


class EmailTaken(Refusal):
    reason = _l("这个邮箱已有账号。请换一个邮箱；若是本人，请直接登录。")


class AlreadyIn(Refusal):
    reason = _l("此人已设置过密码，无需再邀请。忘记密码可在登录页自行重新设置。")


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person before they have an account."""

    name: str
    email: str
    phone: str = ""


def open_account(person: Person, role: Role, **ties: object) -> User:
    """Return a new account without a password, inside an action; ``ties`` are its columns.

    Refused as ``EmailTaken`` where the address has an account already, which
    also keeps one person from holding two of the three administrations.
    """
    if accounts.by_name(person.email):
        raise EmailTaken
    user = User(
        username=username_for(person.email, accounts.names_like(stem_of(person.email))),
        name=person.name,
        email=person.email,
        phone=person.phone,
        role=role,
        created_at=clock.now(),
        **ties,
    )
    db.session.add(user)
    db.session.flush()
    return user


def invite(person: Person, role: Role, *, site: str, inviter: str, **ties: object) -> User:
    """Open an account and mail its person a link to set the password, inside an action."""
    user = open_account(person, role, **ties)
    letters.send_link(user, LinkPurpose.INVITATION, site=site, inviter=inviter)
    return user


def invite_again(user: User, *, site: str, inviter: str) -> None:
    """Mail a new link to who has not used the first; the earlier links end."""
    if user.password_hash:
        raise AlreadyIn
    for link in accounts.open_links(user):
        link.used_at = clock.now()
    letters.send_link(user, LinkPurpose.INVITATION, site=site, inviter=inviter)
