"""Why something at the console is not done, and what to do instead."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from contest.core.actions import Refusal


class MovedOn(Refusal):
    """Somebody else at another console was faster."""

    reason = _l("另一位工作人员刚刚操作过，这里的画面已更新。请看清楚再按一次。")


class NotRunning(Refusal):
    """Only a session under way is led."""

    reason = _l("本场还没有开始，或已关闭。请先开始本场，或说明理由重新打开。")


class IsPaused(Refusal):
    """While the session is paused, nobody is called."""

    reason = _l("本场正在暂停。请先按“继续”。")


class NothingToRun(Refusal):
    """A session needs entries and sealed rules."""

    reason = _l("本场没有项目，或评审规则尚未封存，不能开始。")


class NotOnStage(Refusal):
    """The clock is for the team on stage."""

    reason = _l("台上没有项目，请先叫号。")


class NotAdmitted(Refusal):
    """Who has left the contest is not called."""

    reason = _l("这个项目已退出或未通过审查，不能叫号。")


class NotSeated(Refusal):
    """Absence is of a judge who sits on the panel."""

    reason = _l("请选择本场评审组里的评委；指定项目时请选择本场的项目。")


class IsFrozen(Refusal):
    """What is frozen stays."""

    reason = _l("本场已封场，记录不能再改。")


class Blocked(Refusal):
    """Something forbids closing; ``str`` names it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class LateWaiting(Refusal):
    """Late marks are decided before the session is frozen."""

    reason = _l("还有迟到的评分等待两人决定，决定之后才能封场。")


class OtherNumbers(Refusal):
    """What was confirmed is no longer what stands there."""

    reason = _l("确认之后数字有了变化，没有封场。请重新核对后再确认。")


class ReasonNeeded(Refusal):
    """Closing with gaps that the rules leave to the organizer is explained."""

    reason = _l("人数不足或有项目没有叫号：照此关闭须写明理由。")


class NotNext(Refusal):
    """Scores are shown from the last place to the first."""

    reason = _l("公布的次序是从最后一名到第一名，请按次序公布；撤回时从最后公布的开始。")


class AlreadyPublished(Refusal):
    """The published standings were counted from the session as it was closed."""

    reason = _l("排名已发布，本场不能再打开。")
