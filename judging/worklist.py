"""What needs a person now before and while entries are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from contest.core import clock
from contest.models import Role, User
from contest.worklist import Item, Level
from judging.queries import worklists as queries
from judging.queries.assignments import Assignment, assignments_of
from judging.queries.pledges import owed_by
from judging.worklist_amendments import to_be_cosigned, to_be_signed
from judging.worklist_apart import apart

# From when on what is not ready for the roadshow is urgent.
SOON = timedelta(days=2)


def items(user: User) -> list[Item]:
    """Return what waits for this person in judging, in three statements at most."""
    return [item for source in _SOURCES.get(user.role, ()) for item in source(user)]


def _preparations(user: User) -> Iterator[Item]:
    for found in queries.preparations(user):
        yield from apart(found)
        if clock.now() < found.roadshow_until:
            yield from _rules(found)
            yield from _recusals(found)
            yield from _slots(found)
            yield from _idle(found)


def _rules(found: queries.Preparation) -> Iterator[Item]:
    url = url_for("rulesheets.index", contest_id=found.contest_id)
    if found.proposed:
        note = _("%(contest)s：提出人之外的另一人核对后封存", contest=found.name)
        yield Item("warm", _("评审规则的修改待第二人封存"), note, None, url, _("核对"))
    elif not found.sealed:
        note = _("%(contest)s：路演前须封存，封存前不能评分", contest=found.name)
        level = _pressing(found.roadshow_from)
        yield Item(level, _("评审规则尚未封存"), note, found.roadshow_from, url, _("去封存"))


def _recusals(found: queries.Preparation) -> Iterator[Item]:
    url, note = url_for("recusals.index", contest_id=found.contest_id), found.name
    if found.undecided:
        title = _("%(count)s 项回避待确认", count=found.undecided)
        level = _pressing(found.roadshow_from)
        yield Item(level, title, note, found.roadshow_from, url, _("去确认"))
    if found.requests:
        title = _("%(count)s 份回避申请待答复", count=found.requests)
        yield Item("warm", title, note, found.roadshow_from, url, _("去答复"))


def _slots(found: queries.Preparation) -> Iterator[Item]:
    if found.without_slot and clock.now() >= found.screening_until:
        url = url_for("sessions.index", contest_id=found.contest_id)
        title = _("%(count)s 个通过审查的项目未排场次", count=found.without_slot)
        level = _pressing(found.roadshow_from)
        yield Item(level, title, found.name, found.roadshow_from, url, _("去排场次"))


def _idle(found: queries.Preparation) -> Iterator[Item]:
    if found.idle_slots:
        url = url_for("sessions.index", contest_id=found.contest_id)
        title = _("%(count)s 个已撤回或退出的项目仍在路演场次中", count=found.idle_slots)
        note = _("%(contest)s：请移出场次，调整顺序", contest=found.name)
        level = _pressing(found.roadshow_from)
        yield Item(level, title, note, found.roadshow_from, url, _("去调整"))


def _quorum(user: User) -> Iterator[Item]:
    for short in queries.short_of_judges(user):
        yield Item(
            "hot",
            _("%(count)s 个项目评委不足法定人数", count=short.entries),
            _("%(contest)s：回避之后剩下的评委少于评审规则的要求", contest=short.name),
            short.first,
            url_for("recusals.index", contest_id=short.contest_id),
            _("安排替补"),
        )


def _owed(user: User) -> Iterator[Item]:
    for owed in owed_by(user):
        pledge = owed.what == "pledge"
        yield Item(
            "hot",
            _("签署评审承诺") if pledge else _("申报回避"),
            _("%(contest)s：之后才能看到参赛材料", contest=owed.contest.name),
            owed.contest.roadshow_from,
            url_for(
                "pledges.show" if pledge else "pledges.declaration", contest_id=owed.contest.id
            ),
            _("去签署") if pledge else _("去申报"),
        )


def _to_mark(user: User) -> Iterator[Item]:
    now = clock.now()
    waiting = [found for found in assignments_of(user) if found.is_open and _is_due(found, now)]
    if waiting:
        contest = waiting[0].slot.session.contest
        title = _("还有 %(count)s 个项目待评分", count=len(waiting))
        begun = any(found.ballot for found in waiting)
        yield Item(
            *("hot", title, contest.name, contest.roadshow_until),
            *(url_for("ballots.desk"), _("继续打分") if begun else _("去评分")),
        )


def _is_due(found: Assignment, now: datetime) -> bool:
    """Return whether marks are taken now, and the session is today's or an earlier one."""
    session, contest = found.slot.session, found.slot.session.contest
    if (
        found.is_published
        or contest.is_rehearsal
        or not contest.roadshow_from <= now < contest.roadshow_until
    ):
        return False
    return clock.local(session.starts_at).date() <= clock.local(now).date()


def _pressing(until: datetime) -> Level:
    return "hot" if until - clock.now() < SOON else "warm"


_SOURCES: dict[Role, tuple[Callable[[User], Iterator[Item]], ...]] = {
    Role.ORGANIZER: (_quorum, _preparations),
    Role.JUDGE: (_owed, _to_mark, to_be_signed),
    Role.SUPERVISOR: (to_be_cosigned,),
}
