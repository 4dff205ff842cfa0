"""Enterprises that register themselves, and the people of an organisation."""

from __future__ import annotations

from flask import current_app
from flask_babel import lazy_gettext as _l

from contest import account_changes, invitations, letters, links
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.invitations import EmailTaken, Person
from contest.models import Organisation, OrganisationKind, Role, User
from contest.queries import accounts, organisations
from contest.refusals import refuse_stale
from contest.registrations import Registration

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


class DisabledByOrganizer(Refusal):
    reason = _l("此账号由组委会停用，只能由组委会恢复。请联系组委会。")


@action("organisation.registration_asked")
def ask_registration(registration: Registration, *, by: User | None) -> str | None:
    """Mail a link that finishes a registration; return its token where no mail server is set.

    A visitor is not told whether the address has an account: the letter tells
    it to whoever reads the mailbox. Without mail the answer is ``EmailTaken``.
    """
    if organisations.enterprise_by_code(registration.uscc):
        raise AlreadyRegistered
    holder = accounts.by_name(registration.email)
    if not current_app.config["SMTP_URL"]:
        if holder:
            raise EmailTaken
        return registration.signed()
    if holder:
        letters.tell_of_account(holder, site=links.site_for_strangers())
    else:
        letters.send_registration(registration, site=links.site_for_strangers())
    return None


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
    organisation: Organisation,
    *,
    name: str,
    region: str,
    profile: str,
    version: int | None,
    by: User,
) -> None:
    """Correct an organisation's name, place and description; its code stays."""
    refuse_stale(organisation, version)
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
    account_changes.disable(user)


@action("organisation.member_enabled")
def enable_member(user: User, *, by: User) -> None:
    """Let a colleague sign in again whom the organisation itself, not the organizer, disabled."""
    if user.disabled_by_organizer:
        raise DisabledByOrganizer
    user.is_disabled = False


@action("organisation.member_invited_again")
def invite_member_again(user: User, *, inviter: str, site: str, by: User) -> None:
    """Mail a new link to a colleague who has not yet set a password."""
    invitations.invite_again(user, site=site, inviter=inviter)
