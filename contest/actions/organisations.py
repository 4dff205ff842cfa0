"""Enterprises that register themselves, and the people of an organisation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import invitations
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.invitations import Person
from contest.models import Organisation, OrganisationKind, Role, User
from contest.queries import organisations, sign_ins

ROLES = {OrganisationKind.ISSUER: Role.ISSUER, OrganisationKind.ENTERPRISE: Role.ENTERPRISE}
MOST_MEMBERS = 50


class AlreadyRegistered(Refusal):
    reason = _l(
        "这个统一社会信用代码已经注册。请联系本单位已注册的同事，由其在“企业资料”中邀请您加入。"
    )


class TooMany(Refusal):
    reason = _l("一个单位最多 50 个账号。请先停用不再需要的账号，或联系组委会。")


class NotYourself(Refusal):
    reason = _l("不能停用自己的账号。请由本单位另一位同事操作。")


@action("organisation.registered")
def register_enterprise(
    enterprise: Organisation, *, person: Person, password_hash: str, by: User | None
) -> User:
    """Take in a new enterprise with its first person, and return that person.

    A code that is registered already is refused without saying by whom.
    """
    if organisations.enterprise_by_code(enterprise.uscc):
        raise AlreadyRegistered
    enterprise.kind = OrganisationKind.ENTERPRISE
    db.session.add(enterprise)
    db.session.flush()
    user = invitations.open_account(person, Role.ENTERPRISE, organisation_id=enterprise.id)
    user.password_hash = password_hash
    return user


@action("organisation.revised")
def revise_organisation(
    organisation: Organisation, *, name: str, region: str, profile: str, by: User
) -> None:
    """Correct an organisation's name, place and description; its code stays."""
    organisation.name, organisation.region, organisation.profile = name, region, profile


@action("organisation.member_invited")
def invite_member(organisation: Organisation, *, person: Person, site: str, by: User) -> User:
    """Invite a colleague into one's own organisation."""
    if len(organisations.members_of(organisation)) >= MOST_MEMBERS:
        raise TooMany
    return invitations.invite(
        person,
        ROLES[organisation.kind],
        site=site,
        inviter=organisation.name,
        organisation_id=organisation.id,
        body_id=organisation.body_id,
    )


@action("organisation.member_disabled")
def disable_member(user: User, *, by: User) -> None:
    """Let a colleague no longer sign in; what they did stays."""
    if user.id == by.id:
        raise NotYourself
    user.is_disabled = True
    for sign_in in sign_ins.open_of(user):
        sign_in.ended_at = clock.now()


@action("organisation.member_enabled")
def enable_member(user: User, *, by: User) -> None:
    """Let a disabled colleague sign in again."""
    user.is_disabled = False


@action("organisation.member_invited_again")
def invite_member_again(user: User, *, inviter: str, site: str, by: User) -> None:
    """Mail a new link to a colleague who has not yet set a password."""
    invitations.invite_again(user, site=site, inviter=inviter)
