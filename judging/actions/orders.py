"""Putting a whole session in order: as drawn by hand in the room, or with the fewest leavings."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal, action
from contest.models import User
from judging.models import OrderMethod, Session
from judging.queries.draws import sealed_draw_of
from judging.queries.orders import suggested
from judging.reordering import put_in_order, require_reason, supersede_draws


class OtherEntries(Refusal):
    """An order holds each entry of its session once."""

    reason = _l("本场的项目刚有变化，请刷新页面，按现在的项目重新填写。")


class ShownOtherwise(Refusal):
    """What is applied is what was shown."""

    reason = _l("本场的项目或回避刚有变化，算出的顺序与刚才显示的不同。请再看一次后确认。")


class DrawWaits(Refusal):
    """A draw that was announced is not overtaken by another order."""

    reason = _l(
        "本场已公布抽签承诺、等待公开数字，不能另定顺序。要改用别的办法，请先取消这次抽签。"
    )


@action("order.typed")
def type_order(
    session: Session, *, by: User, slot_ids: Sequence[int], witness: str, reason: str = ""
) -> None:
    """Record the order that was drawn by hand, and before whom.

    Raise OtherEntries, DrawWaits, ReasonNeeded.
    """
    slots = {slot.id: slot for slot in session.slots}
    if sorted(slot_ids) != sorted(slots):
        raise OtherEntries
    _make_way(session, by, reason)
    order = [slots[number] for number in slot_ids]
    told = {"witness": witness, "reason": reason}
    put_in_order(session, order, by=by, method=OrderMethod.TYPED, **told)


@action("order.rearranged")
def rearrange(session: Session, *, by: User, shown: Sequence[int], reason: str = "") -> None:
    """Put the session in the order with the fewest leavings; ``shown`` are the slots as seen.

    Raise ShownOtherwise, DrawWaits, ReasonNeeded.
    """
    found = suggested(session)
    if [slot.id for slot in found.order] != list(shown):
        raise ShownOtherwise
    _make_way(session, by, reason)
    counts = {"leavings_before": found.before, "leavings_after": found.after}
    told = {**counts, "reason": reason}
    put_in_order(session, found.order, by=by, method=OrderMethod.FEWEST, **told)


def _make_way(session: Session, by: User, reason: str) -> None:
    if sealed_draw_of(session.id):
        raise DrawWaits
    require_reason(session, reason)
    supersede_draws(session, by=by, reason=reason)
