"""What an organizer does about the people of its body."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest import invitations
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.invitations import EmailTaken, Person
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
from contest.queries import accounts, organisations, people, sign_ins
from contest.rosters import Employer

STAFF = frozenset({Role.ORGANIZER, Role.SUPERVISOR})


class NotYourself(Refusal):
    reason = _l("不能停用自己的账号。请由另一位组委会人员操作。")


class NotTheSupervisor(Refusal):
    reason = _l("监督账号不能由组委会停用。确需停用，请联系安全管理员。")


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
def revise_person(user: User, *, person: Person, by: User) -> None:
    """Correct a person's name and addresses; an e-mail of another account is refused."""
    _take_details(user, person)


@action("judge.revised")
def revise_judge(
    judge: User,
    *,
    person: Person,
    kind: JudgeKind,
    title: str,
    expertise: str,
    employers: Sequence[Employer],
    by: User,
) -> None:
    """Correct what is known of a judge; the employers given replace those known."""
    _take_details(judge, person)
    _describe(judge, kind=kind, title=title, expertise=expertise, employers=employers)


@action("person.disabled")
def disable_person(user: User, *, by: User) -> None:
    """Let a person no longer sign in; what they did stays, and their sessions end."""
    if user.id == by.id:
        raise NotYourself
    if user.role is Role.SUPERVISOR:
        raise NotTheSupervisor
    user.is_disabled = True
    for sign_in in sign_ins.open_of(user):
        sign_in.ended_at = clock.now()


@action("person.enabled")
def enable_person(user: User, *, by: User) -> None:
    """Let a disabled person sign in again."""
    user.is_disabled = False


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


def _take_details(user: User, person: Person) -> None:
    other = accounts.by_name(person.email)
    if other is not None and other.id != user.id:
        raise EmailTaken
    user.name, user.email, user.phone = person.name, person.email, person.phone


def _describe(
    judge: User, *, kind: JudgeKind, title: str, expertise: str, employers: Sequence[Employer]
) -> None:
    profile = db.session.get(JudgeProfile, judge.id)
    if profile is None:
        profile = JudgeProfile(user_id=judge.id)
        db.session.add(profile)
    profile.kind, profile.title, profile.expertise = kind, title, expertise
    known = people.employments_of(judge)
    if [Employer.of(employment) for employment in known] == list(employers):
        return
    for employment in known:
        db.session.delete(employment)
    for employer in employers:
        db.session.add(Employment(user_id=judge.id, **employer.columns()))
