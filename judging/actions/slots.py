"""What organizers do with an entry's turn: move it, note that nobody came, call it again.

None of it touches a mark: ballots belong to the entry, not to its turn. An order
that came by lot is changed with a reason only.
"""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.web import moment
from contest.models import User
from contest.states import EntryState
from judging.models import MissedTurn, OrderMethod, Session, Slot
from judging.queries.orders import missed_turn_of
from judging.queries.panels import has_ballots
from judging.queries.recusals import new_recusals
from judging.reordering import in_order, put_in_order, require_reason


class NoSuchPlace(Refusal):
    """An order has as many places as entries."""


class NotInThisSession(Refusal):
    """Two entries change places within one session."""

    reason = _l("请选择同一场次里的另一个项目。")


class NoSuchSession(Refusal):
    """An entry stays in its contest."""

    reason = _l("请选择本届大赛的另一个场次。")


class MarkedElsewhere(Refusal):
    """Marks are given by one panel."""

    reason = _l("已有评委为这个项目评分，只能移到同一评审组的场次。")


class NotMissing(Refusal):
    """Only what is to be judged can be missed, and only once at a time."""

    reason = _l("这个项目已不在待评审状态，或已记为未到场。请刷新页面核对。")


class NotYetCalled(Refusal):
    """Nobody is late for what has not begun."""


class NotMissed(Refusal):
    """Only who was missed is called again."""

    reason = _l("这个项目没有未到场的记录，不用重新叫号。请刷新页面核对。")


@action("slot.moved")
def move_slot(slot: Slot, *, by: User, step: int) -> None:
    """Go one place up (``step`` -1) or down (1); at the end, do nothing. Raise ReasonNeeded."""
    order = in_order(slot.session)
    place = order.index(slot) + step
    if 0 <= place < len(order):
        _put(slot, place, by=by, reason="")


@action("slot.placed")
def place_slot(slot: Slot, *, by: User, place: int, reason: str = "") -> None:
    """Go to a place, from 1 on; the others close up. Raise NoSuchPlace, ReasonNeeded."""
    last = len(slot.session.slots)
    if not 1 <= place <= last:
        raise NoSuchPlace(_("本场有 %(n)d 个项目，请填写 1 到 %(n)d 之间的位置。", n=last))
    _put(slot, place - 1, by=by, reason=reason)


@action("slot.swapped")
def swap_slots(slot: Slot, *, by: User, other_id: int, reason: str = "") -> None:
    """Change places with another entry. Raise NotInThisSession, ReasonNeeded."""
    order = in_order(slot.session)
    other = next((one for one in order if one.id == other_id and one is not slot), None)
    if other is None:
        raise NotInThisSession
    require_reason(slot.session, reason)
    here, there = order.index(slot), order.index(other)
    order[here], order[there] = other, slot
    about = f"{slot.entry.number}、{other.entry.number}"
    told = {"about": about, "reason": reason}
    put_in_order(slot.session, order, by=by, method=OrderMethod.MOVED, **told)


@action("slot.transferred")
def transfer_slot(slot: Slot, *, by: User, session_id: int, reason: str = "") -> None:
    """Go to the end of another session; before another panel, recusals are looked for anew.

    Raise NoSuchSession, MarkedElsewhere, ReasonNeeded.
    """
    old, new = slot.session, db.session.get(Session, session_id)
    if new is None or new is old or new.contest_id != old.contest_id:
        raise NoSuchSession
    if new.panel_id != old.panel_id and has_ballots(slot.entry_id):
        raise MarkedElsewhere
    require_reason(old, reason)
    slot.session, slot.position = new, len(new.slots) + 1
    told = {"about": slot.entry.number, "reason": reason}
    put_in_order(old, in_order(old), by=by, method=OrderMethod.LEFT, **told)
    put_in_order(new, in_order(new), by=by, method=OrderMethod.JOINED, **told)
    if new.panel_id != old.panel_id:
        slot.added_at = clock.now()
        db.session.flush()
        db.session.add_all(new_recusals(new.contest, at=clock.now(), by=by))


@action("slot.missed")
def miss_turn(slot: Slot, *, by: User, reason: str) -> None:
    """Note that the team was not there when called. Raise NotMissing, NotYetCalled."""
    if slot.entry.state is not EntryState.ADMITTED or missed_turn_of(slot.entry_id):
        raise NotMissing
    if clock.now() < slot.session.starts_at:
        when = moment(slot.session.starts_at)
        raise NotYetCalled(_("本场 %(when)s 开始，开始之后才能记为未到场。", when=when))
    db.session.add(
        MissedTurn(
            contest_id=slot.contest_id,
            session_id=slot.session_id,
            entry_id=slot.entry_id,
            missed_at=clock.now(),
            reason=reason,
            by_id=by.id,
        )
    )


@action("slot.recalled")
def recall_slot(slot: Slot, *, by: User) -> None:
    """Call a team again that has come after all: at the end of the order. Raise NotMissed."""
    missed = missed_turn_of(slot.entry_id)
    if missed is None:
        raise NotMissed
    missed.recalled_at, missed.recalled_by_id = clock.now(), by.id
    others = [one for one in in_order(slot.session) if one is not slot]
    about = slot.entry.number
    put_in_order(slot.session, [*others, slot], by=by, method=OrderMethod.RECALLED, about=about)


def _put(slot: Slot, index: int, *, by: User, reason: str) -> None:
    require_reason(slot.session, reason)
    order = in_order(slot.session)
    order.remove(slot)
    order.insert(index, slot)
    told = {"about": slot.entry.number, "reason": reason}
    put_in_order(slot.session, order, by=by, method=OrderMethod.MOVED, **told)
