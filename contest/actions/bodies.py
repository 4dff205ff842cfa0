"""Setting up organizing bodies."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest import invitations
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.fields_seed import FIELDS
from contest.invitations import Person
from contest.models import Body, Field, Role, User
from contest.queries import bodies
from contest.refusals import refuse_stale

STAFF = frozenset({Role.ORGANIZER, Role.SUPERVISOR})


class NameTaken(Refusal):
    reason = _l("已有同名的组织单位，请换一个名称。")


class DemoInstallation(Refusal):
    reason = _l(
        "这是演示数据库：演示账号的密码是公开的。正式使用请在空数据库上部署，再建立组织单位。"
    )


@action("body.created")
def create_body(body: Body, *, person: Person, site: str, by: User) -> Body:
    """Take in a new body with the fields of the seed list, and invite its first organizer.

    Refused beside a demo: its administrators sign in with a printed password.
    """
    if bodies.demo_exists():
        raise DemoInstallation
    if bodies.by_name(body.name):
        raise NameTaken
    db.session.add(body)
    db.session.flush()
    for position, seed in enumerate(FIELDS, 1):
        field = Field(body_id=body.id, group=seed.group, name=seed.name, position=position)
        db.session.add(field)
    invitations.invite(person, Role.ORGANIZER, site=site, inviter=body.name, body_id=body.id)
    return body


@action("body.revised")
def revise_body(
    body: Body, *, name: str, region: str, supervisor_phone: str, version: int | None, by: User
) -> None:
    """Correct a body's name, region and the telephone that publicity notices print."""
    refuse_stale(body, version)
    other = bodies.by_name(name)
    if other is not None and other.id != body.id:
        raise NameTaken
    body.name, body.region, body.supervisor_phone = name, region, supervisor_phone


@action("body.staff_invited")
def invite_staff(body: Body, *, person: Person, role: Role, site: str, by: User) -> User:
    """Invite an organizer or a supervisor, as the system administrator."""
    if role not in STAFF:
        raise ValueError(role)
    return invitations.invite(person, role, site=site, inviter=body.name, body_id=body.id)
