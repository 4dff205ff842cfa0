"""Standings in words: what decided a tie, who marked, and what stands in the way of counting."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from judging.models import RuleSheet, TieMethod
from judging.quorum import Shortfall
from judging.readiness import GapKind
from judging.states import EditionState
from judging.tie_decisions import AWAITING

# What can decide besides a sub-score, by its word in the rule sheet; "" where nothing had to.
DECIDED = {
    "": "",
    "share": _l("同分并列"),
    "vote": _l("同分，由评审组表决"),
    "lot": _l("同分，由抽签决定"),
}


def criterion_names(sheet: RuleSheet) -> dict[str, str]:
    """Return what each criterion of the rule sheet is called, by key."""
    return {line.key: line.name for line in sheet.criteria}


def kind_name(kind: str | None) -> str:
    """Return what a kind of judge is called; None is any kind."""
    return {"technical": _("技术评委"), "commercial": _("商务评委")}.get(kind or "", _("评委"))


def dimension_name(dimension: str) -> str:
    """Return what a dimension is called, in short."""
    return {"technical": _("技术"), "commercial": _("商务")}.get(dimension, dimension)


def method_name(method: TieMethod) -> str:
    """Return how people decide a tie."""
    return {TieMethod.VOTE: _("评审组表决"), TieMethod.LOT: _("抽签")}[method]


def state_of(state: EditionState) -> tuple[str, str]:
    """Return an edition's state as (word, tone of its chip)."""
    return {
        EditionState.COMPUTED: (_("已计算，未发布"), "warn"),
        EditionState.PUBLISHED: (_("已发布"), "ok"),
        EditionState.SUPERSEDED: (_("已被新版次替代"), "neutral"),
        EditionState.DISCARDED: (_("未采用"), "neutral"),
    }[state]


def decided_in_words(decided_by: str, names: Mapping[str, str]) -> str:
    """Return what set an entry apart from its equals; "" where it had none."""
    if decided_by.startswith(AWAITING):
        method = method_name(TieMethod(decided_by.removeprefix(AWAITING)))
        return _("同分，等待%(method)s", method=method)
    kind, _colon, name = decided_by.partition(":")
    if kind in DECIDED:
        return str(DECIDED[kind])
    step = {"technical": _("技术分"), "commercial": _("商务分")}.get(name, names.get(name, name))
    return _("同分，%(step)s高者在前", step=step)


def judges_in_words(ballots: int, *, recused: int, absent: int) -> str:
    """Return who marked an entry and who did not: ``6 位有效 · 1 位回避``."""
    parts = [ngettext("%(num)d 位有效", "%(num)d 位有效", ballots)]
    if recused:
        parts.append(ngettext("%(num)d 位回避", "%(num)d 位回避", recused))
    if absent:
        parts.append(ngettext("%(num)d 位缺席", "%(num)d 位缺席", absent))
    return " · ".join(parts)


def shortfall_in_words(short: Shortfall) -> str:
    """Return what a quorum lacks."""
    return _(
        "%(kind)s %(present)s 位，规则要求不少于 %(needed)s 位",
        kind=kind_name(short.kind),
        present=short.present,
        needed=short.needed,
    )


def gap_title(kind: GapKind) -> str:
    """Return what a kind of gap is called."""
    return {
        GapKind.UNRAISED_TIE: _("任职关系尚未提交回避认定"),
        GapKind.UNDECIDED_RECUSAL: _("回避尚未决定"),
        GapKind.UNDECIDED_LATE: _("迟到的评分尚未决定"),
        GapKind.UNFINISHED_PAPER: _("纸质评分表尚未录完"),
        GapKind.OPEN_AMENDMENT: _("更正尚未办结"),
        GapKind.OTHER_RULES: _("评分与现行规则不符"),
        GapKind.STILL_RUNNING: _("路演场次还在进行"),
        GapKind.ABSENT_JUDGES: _("评委缺席，已有记录"),
        GapKind.VOID_BALLOTS: _("评分表已作废"),
        GapKind.NO_SESSION: _("没有排入路演场次"),
        GapKind.MISSING_BALLOTS: _("缺少评分表"),
        GapKind.INCOMPLETE: _("评分表没有打完"),
        GapKind.BELOW_QUORUM: _("不足法定人数"),
        GapKind.FEW_ENTRIES: _("有效揭榜不足"),
        GapKind.FEW_KEPT: _("有效揭榜不足，照常评审"),
    }[kind]


def gap_advice(kind: GapKind) -> str:
    """Return what to do about a kind of gap, and what happens if nobody does."""
    return {
        GapKind.UNRAISED_TIE: _(
            "这些评委的任职单位参与了项目，还没有人核对过。请在“回避”页面点“重新核对任职单位”，确认或解除后再计算。"
        ),
        GapKind.UNDECIDED_RECUSAL: _("请先确认或驳回这些回避，再计算。"),
        GapKind.UNDECIDED_LATE: _(
            "这些评分在关闭之后到达，或来源无法核实。请在“迟到的评分”页面由两人决定是否计入，再计算。"
        ),
        GapKind.UNFINISHED_PAPER: _("请在“纸质补录”页面由另一人复录，或核定有出入的分数，再计算。"),
        GapKind.OPEN_AMENDMENT: _("这些评分表正在办理更正。请在“更正”页面适用或取消，再计算。"),
        GapKind.OTHER_RULES: _(
            "这些评分按旧版规则打出，不能按现行规则计算。请作废后请评委重新评分。"
        ),
        GapKind.STILL_RUNNING: _("评委还在评分。请先在控制台关闭这一场。"),
        GapKind.ABSENT_JUDGES: _("缺席的原因已记录；缺席的评委不计入平均，不作 0 分。"),
        GapKind.VOID_BALLOTS: _(
            "专家回避、退出或被更换，其评分表作废：原样留存，不计入得分，也不计入评委人数。"
        ),
        GapKind.NO_SESSION: _("这些项目没有评委，不会有得分和名次。"),
        GapKind.MISSING_BALLOTS: _("请联系评委提交；照此计算时，缺席的评委不计入平均，不作 0 分。"),
        GapKind.INCOMPLETE: _("没有打完的评分表整份不计入。"),
        GapKind.BELOW_QUORUM: _("请补充评委；照此计算时须写明原因。"),
        GapKind.FEW_ENTRIES: _(
            "请在榜单页决定延长报名、关闭榜单或照常评审；没有决定而照此计算的，须写明原因。"
        ),
        GapKind.FEW_KEPT: _("组委会已决定照常评审，不影响计算。"),
    }[kind]
