"""The console in words: how far a judge is, what blocks closing, and what to do about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _

from judging.closing import Blocker, BlockerKind
from judging.recusal_words import shortfall_text
from judging.running import Judge, Part, Share
from judging.states import SessionState
from judging.timer import Phase

MINUTE = timedelta(minutes=1)
HOUR = 60
# Of a clock that is off by more, the console speaks.
SKEWED = 120

# Short words a judge may choose from.
HELP_WORDS = ("平板有问题", "请工作人员过来", "对材料有疑问", "需要申报回避")


def say_state(state: SessionState) -> tuple[str, str]:
    """Return a session's state as (word, tone of its chip)."""
    return {
        SessionState.PLANNED: (_("未开始"), "neutral"),
        SessionState.RUNNING: (_("进行中"), "ok"),
        SessionState.CLOSED: (_("已关闭"), "warn"),
        SessionState.FROZEN: (_("已封场"), "brand"),
    }[state]


def say_phase(phase: Phase) -> str:
    """Return what the clock on stage is for."""
    return {Phase.NONE: _("未计时"), Phase.TALK: _("讲解"), Phase.QUESTIONS: _("提问")}[phase]


def say_part(share: Share, lines: int) -> tuple[str, str]:
    """Return how far a judge is with an entry, as (words, tone)."""
    if share.part is Part.RECUSED and share.undecided:
        return _("回避待定"), "warn"
    if share.part is Part.WRITING:
        return _("填写中 %(n)s/%(all)s", n=share.given, all=lines), "warn"
    return {
        Part.SUBMITTED: (_("已提交"), "ok"),
        Part.WAITING: (_("未开始"), "neutral"),
        Part.RECUSED: (_("回避"), "neutral"),
        Part.ABSENT: (_("缺席"), "seal"),
    }[share.part]


def say_away(judge: Judge, now: datetime) -> str:
    """Return since when a judge's tablet has not asked; "" while it does."""
    if not judge.is_away(now):
        return ""
    if judge.seen_at is None:
        return _("未连接")
    minutes = max((now - judge.seen_at) // MINUTE, 1)
    if minutes >= HOUR:
        return _("离线 %(n)s 小时", n=minutes // HOUR)
    return _("离线 %(n)s 分钟", n=minutes)


def say_skew(judge: Judge) -> str:
    """Return by how much a tablet's clock is off, "" where it hardly is."""
    if abs(judge.skew) < SKEWED:
        return ""
    minutes = abs(judge.skew) // HOUR
    if judge.skew > 0:
        return _("平板时钟快 %(n)s 分钟", n=minutes)
    return _("平板时钟慢 %(n)s 分钟", n=minutes)


def say_blocker(blocker: Blocker, now: datetime) -> str:
    """Return a blocker with its names, in one clause."""
    turn, share = blocker.turn, blocker.share
    where = _("第 %(n)s 项《%(title)s》", n=turn.position, title=turn.title) if turn else ""
    if blocker.kind is BlockerKind.NEVER_CALLED:
        return _("%(where)s：没有叫号", where=where)
    if blocker.kind is BlockerKind.BELOW_QUORUM:
        short = "、".join(shortfall_text(one) for one in blocker.shortfalls)
        return _("%(where)s：%(short)s", where=where, short=short)
    if blocker.kind is BlockerKind.LATE:
        return _("%(n)s 份迟到的评分等待两人决定", n=blocker.number)
    name = share.judge.name if share else ""
    if blocker.kind is BlockerKind.UNSENT:
        return _("%(judge)s 的平板上有 %(n)s 份评分没有发出", judge=name, n=blocker.number)
    how = _how_far(share, now) if share else ""
    return _("%(where)s：%(judge)s 未提交（%(how)s）", where=where, judge=name, how=how)


def advise(kind: BlockerKind) -> str:
    """Return what can be done about a kind of blocker."""
    return {
        BlockerKind.MISSING_BALLOT: _("催交；评委不在时记为缺席；平板不能用时纸质补录。"),
        BlockerKind.BELOW_QUORUM: _(
            "可把项目改到另一场再评；照此关闭须写明理由，计算排名时会列为缺口。"
        ),
        BlockerKind.NEVER_CALLED: _("可改到另一场；照此关闭须写明理由，这个项目没有得分。"),
        BlockerKind.UNSENT: _("请评委联网发出或导出；关闭之后到达的，由两人决定是否计入。"),
        BlockerKind.LATE: _("不影响关闭；决定之后才能封场。"),
    }[kind]


def _how_far(share: Share, now: datetime) -> str:
    begun = _("已打 %(n)s 项", n=share.given) if share.given else _("未开始")
    away = say_away(share.judge, now)
    return f"{begun}，{away}" if away else begun
