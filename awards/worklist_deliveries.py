"""What needs a person now of deliveries: what is overdue, what is due soon, what to confirm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from flask import url_for
from flask_babel import gettext as _

from awards.delivery_states import MilestoneState
from awards.milestones import AHEAD
from awards.queries.delivery_worklists import Waiting, waiting_milestones
from contest.core import clock
from contest.core.clock import SHANGHAI
from contest.models import Role, User
from contest.worklist import Item

OF_DELIVERIES = frozenset({Role.ISSUER, Role.ENTERPRISE})


def items(user: User) -> list[Item]:
    """Return what waits for this person of deliveries, overdue ones first; in one statement."""
    if user.role not in OF_DELIVERIES:
        return []
    today = clock.local(clock.now()).date()
    soon = today + timedelta(days=max(AHEAD))
    return list(_of(user.role, waiting_milestones(user, until=soon), today))


def _of(role: Role, found: Sequence[Waiting], today: date) -> Iterator[Item]:
    for one in found:
        if one.state is MilestoneState.REPORTED:
            if role is Role.ISSUER:
                yield _to_confirm(one)
        elif role is Role.ENTERPRISE or one.until < today:
            yield _to_do(one, today, by_us=role is Role.ENTERPRISE)


def _to_confirm(one: Waiting) -> Item:
    return Item(
        "warm",
        _("待确认里程碑：%(title)s", title=one.title),
        one.entry,
        None,
        url_for("deliveries.review", milestone_id=one.id),
        _("核对并确认"),
    )


def _to_do(one: Waiting, today: date, *, by_us: bool) -> Item:
    late = one.until < today
    title = (
        _("里程碑逾期：%(title)s", title=one.title)
        if late
        else _("里程碑将到期：%(title)s", title=one.title)
    )
    url = url_for("deliveries.report", milestone_id=one.id)
    if not by_us:
        url = url_for("deliveries.show", delivery_id=one.delivery_id)
    label = _("报告完成") if by_us else _("查看交付")
    return Item("hot" if late else "warm", title, one.entry, _end_of(one.until), url, label)


def _end_of(day: date) -> datetime:
    """Return the end of a day in China: what is due on it is late after it."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
