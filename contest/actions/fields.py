"""Editing a body's list of fields. A field that challenges name is retired, never deleted."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Body, Field, User
from contest.queries import bodies, fields


class AlreadyListed(Refusal):
    reason = _l("领域列表中已有这个名称。停用的领域可以恢复使用。")


@action("field.added")
def add_field(body: Body, *, group: str, name: str, by: User) -> Field:
    """Add a field at the end of its group, or of the list where the group is new."""
    listed = fields.of_body(body)
    _refuse_twice(listed, name)
    field = Field(body_id=body.id, group=group, name=name, position=0)
    after = max((n for n, f in enumerate(listed, 1) if f.group == group), default=len(listed))
    db.session.add(field)
    _number([*listed[:after], field, *listed[after:]])
    return field


@action("field.revised")
def revise_field(field: Field, *, group: str, name: str, by: User) -> None:
    """Rename a field, or put it into another group; its challenges keep it."""
    body = bodies.by_id(field.body_id)
    _refuse_twice([f for f in fields.of_body(body) if f.id != field.id] if body else [], name)
    field.group, field.name = group, name


@action("field.moved")
def move_field(field: Field, *, up: bool, by: User) -> None:
    """Change places with the field before, or after; at an end nothing changes."""
    body = bodies.by_id(field.body_id)
    listed = fields.of_body(body) if body else []
    here = listed.index(field)
    there = here - 1 if up else here + 1
    if 0 <= there < len(listed):
        listed[here], listed[there] = listed[there], listed[here]
    _number(listed)


@action("field.retired")
def retire_field(field: Field, *, by: User) -> None:
    """Offer a field to no new challenge; those that name it keep it."""
    field.is_retired = True


@action("field.restored")
def restore_field(field: Field, *, by: User) -> None:
    """Offer a retired field again."""
    field.is_retired = False


def _refuse_twice(listed: list[Field], name: str) -> None:
    if name in {field.name for field in listed}:
        raise AlreadyListed


def _number(listed: list[Field]) -> None:
    for position, field in enumerate(listed, 1):
        field.position = position
