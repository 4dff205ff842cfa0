"""What needs a person now of objections: those that wait for an answer or a remedy."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from awards.periods import closing_of
from awards.queries import objections as queries
from awards.states import OPEN_OBJECTIONS
from contest.core import clock
from contest.models import Role, User
from contest.worklist import Item


def items(user: User) -> list[Item]:
    """Return what waits for an organizer or a supervisor, in one statement."""
    return list(_objections(user)) if user.role in {Role.ORGANIZER, Role.SUPERVISOR} else []


def _objections(user: User) -> Iterator[Item]:
    today = clock.local(clock.now()).date()
    for objection, contest in queries.waiting(user.body_id):
        is_open = objection.state in OPEN_OBJECTIONS
        yield Item(
            "hot" if not is_open or objection.due <= today else "warm",
            _("《%(contest)s》第 %(n)s 号异议", contest=contest, n=objection.number),
            _("所涉奖励已暂停，须在期限内答复") if is_open else _("异议成立，待更正或撤销奖励"),
            closing_of(objection.due) if is_open else None,
            url_for("inquiries.show", objection_id=objection.id),
            _("去处理") if user.role is Role.ORGANIZER else _("查看异议"),
        )
