"""What organizers do with roadshow sessions: time, room, panel, and which entries they hold.

Whenever a panel gets entries it did not have, recusals are looked for and its
judges declare anew, so that nobody reads what they have not declared on.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Contest, User
from judging.models import MarksWhen, OrderMethod, Panel, Session, Slot
from judging.queries.draws import keeps_records
from judging.queries.orders import changes_of
from judging.queries.panels import has_ballots
from judging.queries.recusals import new_recusals
from judging.queries.sessions import last_number, without_slot
from judging.reordering import in_order, put_in_order, require_reason


class OutsideRoadshow(Refusal):
    """Marks are taken within the roadshow of the timetable only."""

    reason = _l("开始时间不在赛程的路演时间之内，评委届时无法评分。请改时间，或先调整赛程。")


class OtherPanel(Refusal):
    """A panel belongs to its contest."""

    reason = _l("请选择本届大赛的评审组。")


class AlreadyMarked(Refusal):
    """What is being marked stays where it is."""

    reason = _l("已有评委开始评分，不能再移出场次或更换评审组。需要换人时请在评审组中替换专家。")


class NotFree(Refusal):
    """An entry is admitted, of the same contest, and has one turn."""

    reason = _l("所选项目中有的未通过审查，或已排入其他场次。请刷新页面后重新选择。")


@action("session.created")
def create_session(
    contest: Contest,
    *,
    by: User,
    name: str,
    room: str,
    starts_at: datetime,
    panel_id: int,
    marks_when: MarksWhen = MarksWhen.ANYTIME,
) -> Session:
    """Add a session, numbered on. Raise OutsideRoadshow, OtherPanel."""
    _refuse_outside(contest, starts_at)
    session = Session(
        contest_id=contest.id,
        panel_id=_panel(contest.id, panel_id).id,
        number=last_number(contest.id) + 1,
        name=name,
        room=room,
        starts_at=starts_at,
        marks_when=marks_when,
    )
    db.session.add(session)
    return session


@action("session.revised")
def revise_session(
    session: Session,
    *,
    by: User,
    name: str,
    room: str,
    starts_at: datetime,
    panel_id: int,
    marks_when: MarksWhen | None = None,
) -> None:
    """Change a session. Raise OutsideRoadshow, OtherPanel; AlreadyMarked for another panel."""
    _refuse_outside(session.contest, starts_at)
    session.name, session.room, session.starts_at = name, room, starts_at
    session.marks_when = marks_when or session.marks_when
    if panel_id != session.panel_id:
        if any(has_ballots(slot.entry_id) for slot in session.slots):
            raise AlreadyMarked
        session.panel = _panel(session.contest_id, panel_id)
        for slot in session.slots:
            slot.added_at = clock.now()
        _match(session, by)


@action("session.removed")
def remove_session(session: Session, *, by: User) -> None:
    """Remove a session without entries, and without records that have to be kept."""
    if session.slots:
        raise Refusal(_("场次中还有项目，请先把它们移出。"))
    if keeps_records(session.id):
        raise Refusal(_("本场有抽签或未到场的记录，要留存备查，不能删除。"))
    for change in changes_of(session.id):
        db.session.delete(change)
    db.session.flush()
    db.session.delete(session)


@action("session.filled")
def add_entries(session: Session, *, by: User, entry_ids: Collection[int]) -> None:
    """Put admitted entries at the end of the running order. Raise NotFree."""
    free = {entry.id: entry for entry in without_slot(session.contest_id)}
    if not entry_ids or any(number not in free for number in entry_ids):
        raise NotFree
    last = max((slot.position for slot in session.slots), default=0)
    now = clock.now()
    chosen = [number for number in free if number in set(entry_ids)]
    for position, number in enumerate(chosen, last + 1):
        session.slots.append(
            Slot(contest_id=session.contest_id, entry_id=number, position=position, added_at=now)
        )
    about = "、".join(free[number].number for number in chosen) if last else ""
    put_in_order(session, in_order(session), by=by, method=OrderMethod.JOINED, about=about)
    _match(session, by)


@action("slot.removed")
def remove_slot(slot: Slot, *, by: User, reason: str = "") -> None:
    """Take an entry out of its session. Raise AlreadyMarked, ReasonNeeded."""
    session = slot.session
    if has_ballots(slot.entry_id):
        raise AlreadyMarked
    require_reason(session, reason)
    told = {"about": slot.entry.number, "reason": reason}
    session.slots.remove(slot)
    put_in_order(session, in_order(session), by=by, method=OrderMethod.LEFT, **told)


def _refuse_outside(contest: Contest, starts_at: datetime) -> None:
    if not contest.roadshow_from <= starts_at < contest.roadshow_until:
        raise OutsideRoadshow


def _panel(contest_id: int, panel_id: int) -> Panel:
    panel = db.session.get(Panel, panel_id)
    if panel is None or panel.contest_id != contest_id:
        raise OtherPanel
    return panel


def _match(session: Session, by: User) -> None:
    """Find what stands between the panel and its new entries."""
    db.session.flush()
    db.session.add_all(new_recusals(session.contest, at=clock.now(), by=by))
