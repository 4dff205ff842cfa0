"""What an organizer does about the people of its body."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest import account_changes, invitations
from contest import employers as watched
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.invitations import Person
from contest.models import (
    Body,
    Employment,
    JudgeKind,
    JudgeProfile,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from contest.queries import organisations, people
from contest.rosters import Employer

STAFF = frozenset({Role.ORGANIZER, Role.SUPERVISOR})


class NotYourself(Refusal):
    reason = _l("不能停用自己的账号。请由另一位组委会人员操作。")


class NotTheSupervisor(Refusal):
    reason = _l("监督账号不能由组委会停用。确需停用，请联系安全管理员。")


class OwnAddress(Refusal):
    reason = _l(
        "此人已设置密码，邮箱只能由本人在“账户与安全”中修改，或请安全管理员修改。请保留原邮箱后再保存。"
    )


@action("issuer.invited")
def invite_issuer(
    body: Body, *, name: str, uscc: str, region: str, person: Person, site: str, by: User
) -> User:
    """Invite a person of an issuer; an issuer the body does not have yet is added."""
    issuer = _issuer(body, name=name, uscc=uscc, region=region)
    return invitations.invite(
        person,
        Role.ISSUER,
        site=site,
        inviter=body.name,
        organisation_id=issuer.id,
        body_id=body.id,
    )


@action("judge.invited")
def invite_judge(
    body: Body,
    *,
    person: Person,
    kind: JudgeKind,
    title: str,
    expertise: str,
    employers: Sequence[Employer],
    site: str,
    by: User,
) -> User:
    """Invite a judge, with the employers of the last three years (DOMAIN §5)."""
    judge = invitations.invite(person, Role.JUDGE, site=site, inviter=body.name, body_id=body.id)
    _describe(judge, kind=kind, title=title, expertise=expertise, employers=employers)
    return judge


@action("staff.invited")
def invite_staff(body: Body, *, person: Person, role: Role, site: str, by: User) -> User:
    """Invite an organizer or a supervisor of the body."""
    if role not in STAFF:
        raise ValueError(role)
    return invitations.invite(person, role, site=site, inviter=body.name, body_id=body.id)


@action("person.revised")
def revise_person(user: User, *, person: Person, version: int | None, by: User) -> bool:
    """Correct a person's name and addresses; return whether the e-mail is another.

    An e-mail of another account is refused, and any of a person who has set a
    password (``OwnAddress``): whoever reads that mailbox has the account.
    """
    return _take_details(user, person, version)


@action("judge.revised")
def revise_judge(
    judge: User,
    *,
    person: Person,
    kind: JudgeKind,
    title: str,
    expertise: str,
    employers: Sequence[Employer],
    version: int | None,
    by: User,
) -> bool:
    """Correct what is known of a judge, as above; the employers given replace those known.

    Whatever depends on them is looked at again afterwards.
    """
    moved = _take_details(judge, person, version)
    if _describe(judge, kind=kind, title=title, expertise=expertise, employers=employers):
        judge.version += 1
    watched.tell_watchers(judge, by=by)
    return moved


@action("person.disabled")
def disable_person(user: User, *, by: User) -> None:
    """Let a person no longer sign in; what they did stays, and their sessions end."""
    if user.id == by.id:
        raise NotYourself
    if user.role is Role.SUPERVISOR:
        raise NotTheSupervisor
    account_changes.disable(user)
    user.disabled_by_organizer = True


@action("person.enabled")
def enable_person(user: User, *, by: User) -> None:
    """Let a disabled person sign in again, whoever disabled them."""
    user.is_disabled = user.disabled_by_organizer = False


@action("person.invited_again")
def send_invitation(user: User, *, inviter: str, site: str, by: User) -> None:
    """Mail a new link to a person who has not yet set a password."""
    invitations.invite_again(user, site=site, inviter=inviter)


def _issuer(body: Body, *, name: str, uscc: str, region: str) -> Organisation:
    found = organisations.issuer_of(body, uscc)
    if found is None:
        kind = OrganisationKind.ISSUER
        found = Organisation(kind=kind, name=name, uscc=uscc, region=region, body_id=body.id)
        db.session.add(found)
        db.session.flush()
    return found


def _take_details(user: User, person: Person, version: int | None) -> bool:
    if user.password_hash and person.email != user.email:
        raise OwnAddress
    account_changes.take_details(user, name=person.name, phone=person.phone, version=version)
    return account_changes.take_email(user, person.email)


def _describe(
    judge: User, *, kind: JudgeKind, title: str, expertise: str, employers: Sequence[Employer]
) -> bool:
    """Make this what is known of the judge; return whether it is other than before."""
    profile = db.session.get(JudgeProfile, judge.id)
    if profile is None:
        profile = JudgeProfile(user_id=judge.id)
        db.session.add(profile)
    before = (profile.kind, profile.title, profile.expertise)
    profile.kind, profile.title, profile.expertise = kind, title, expertise
    known = people.employments_of(judge)
    if [Employer.of(employment) for employment in known] == list(employers):
        return before != (kind, title, expertise)
    for employment in known:
        db.session.delete(employment)
    for employer in employers:
        db.session.add(Employment(user_id=judge.id, **employer.columns()))
    return True
