"""Late marks in words: where they came from, how far a clock was off, what became of them."""

from __future__ import annotations

from flask_babel import gettext as _

from judging.models import BallotSource
from judging.states import LateState

MINUTE, HOUR, DAY = 60, 3600, 86_400
# Below it a tablet's clock counts as right: the answer's way explains as much.
TOLERATED = 2 * MINUTE


def skew_in_words(seconds: int) -> str:
    """Return how far the tablet's clock was off, or "" where it was about right."""
    off = abs(seconds)
    if off < TOLERATED:
        return ""
    if off >= DAY:
        amount = _("%(n)s 天", n=round(off / DAY))
    elif off >= HOUR:
        amount = _("%(n)s 小时", n=round(off / HOUR))
    else:
        amount = _("%(n)s 分钟", n=round(off / MINUTE))
    if seconds > 0:
        return _("平板时钟快 %(amount)s，已按服务器时间校正", amount=amount)
    return _("平板时钟慢 %(amount)s，已按服务器时间校正", amount=amount)


def source_name(source: BallotSource) -> str:
    """Return how marks came in."""
    return {
        BallotSource.TABLET: _("平板"),
        BallotSource.PAPER: _("纸质补录"),
        BallotSource.FILE: _("文件或二维码导入"),
        BallotSource.LATE: _("平板，关闭后到达"),
    }[source]


def state_of(state: LateState) -> tuple[str, str]:
    """Return the state as (word, tone of its chip)."""
    return {
        LateState.WAITING: (_("待提议"), "seal"),
        LateState.PROPOSED: (_("待第二人确认"), "warn"),
        LateState.COUNTED: (_("已计入"), "ok"),
        LateState.DISMISSED: (_("不计入"), "neutral"),
    }[state]


def proposal_in_words(*, counts: bool | None) -> str:
    """Return what is proposed."""
    return _("计入") if counts else _("不计入")
