"""What running orders and draws are called on pages."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contest.core.web import moment
from judging.clashes import Clash, Sitting
from judging.models import BY_LOT, WHOLE, OrderChange, OrderMethod
from judging.states import DrawState

METHODS: dict[OrderMethod, object] = {
    OrderMethod.DRAWN: _l("抽签"),
    OrderMethod.FEWEST: _l("最少离场"),
    OrderMethod.TYPED: _l("现场手工抽签"),
    OrderMethod.MOVED: _l("调整顺序"),
    OrderMethod.JOINED: _l("加入本场，排在最后"),
    OrderMethod.LEFT: _l("移出本场"),
    OrderMethod.RECALLED: _l("未到场后重新叫号，排到最后"),
}
STATES: dict[DrawState, tuple[object, str]] = {
    DrawState.SEALED: (_l("已公布承诺，等待公开数字"), "warn"),
    DrawState.DRAWN: (_l("已抽定"), "ok"),
    DrawState.CANCELLED: (_l("已取消"), "neutral"),
    DrawState.SUPERSEDED: (_l("已被后来的顺序代替"), "neutral"),
}


def settled_in(changes: Sequence[OrderChange]) -> tuple[OrderChange | None, int]:
    """Return what put the session in order last, and how many changes came after; newest first."""
    for later, change in enumerate(changes):
        if change.method in WHOLE:
            return change, later
    return None, len(changes)


def is_by_lot(settled: OrderChange | None) -> bool:
    """Return whether chance put the session in order."""
    return settled is not None and settled.method in BY_LOT


def order_words(settled: OrderChange | None, later: int) -> str:
    """Say how an order came about."""
    if settled is None:
        return _("按排入的先后")
    name = METHODS[settled.method]
    return _("%(how)s，后有 %(n)s 次变动", how=name, n=later) if later else str(name)


def note_on(change: OrderChange) -> str:
    """Say what else is known of a change: whose turn, counts, witnesses, the reason."""
    parts = [change.about] if change.about else []
    if change.leavings_before is not None:
        counts = {"before": change.leavings_before, "after": change.leavings_after}
        parts.append(_("回避专家离场 %(before)s 次 → %(after)s 次", **counts))
    if change.witness:
        parts.append(_("见证：%(who)s", who=change.witness))
    if change.reason:
        parts.append(_("理由：%(why)s", why=change.reason))
    return "；".join(parts)


def clash_words(clash: Clash, other: Sitting) -> str:
    """Say what a session shares with another at the same time."""
    shared = [_("同一地点")] if clash.room else []
    shared += [_("同一评审组")] if clash.panel else []
    if clash.judges:
        shared.append(_("专家%(names)s", names="、".join(clash.judges)))
    return _(
        "与“%(title)s”（%(from)s 至 %(until)s）时间重叠：%(what)s。",
        **{"title": other.title, "from": moment(other.starts_at)},
        until=moment(other.ends_at)[-5:],
        what="、".join(shared),
    )
