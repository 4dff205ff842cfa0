"""A rule sheet in words, as pages and documents say it."""

from __future__ import annotations

from flask_babel import gettext as _

from judging.rules import RoundOrder, Trim
from judging.rulesheet import Content, number_text
from judging.states import RuleSheetState


def dimension_name(dimension: str) -> str:
    """Return what a dimension is called."""
    return {"technical": _("技术维度"), "commercial": _("商务维度")}[dimension]


def settings_in_words(content: Content) -> list[tuple[str, str]]:
    """Return every setting beside the criteria and the tie steps, as (term, sentence)."""
    return [
        (_("去掉最高分和最低分"), _trim(content)),
        (_("得分"), _rounding(content)),
        (_("法定人数"), _quorum(content)),
        (_("及格线"), _pass_mark(content)),
    ]


def ties_in_words(content: Content) -> list[str]:
    """Return the steps that separate equal scores, in order."""
    names = {f"criterion:{line.key}": line.name for line in content.lines}
    names |= {f"dimension:{name}": dimension_name(name) for name in ("technical", "commercial")}
    people = {"vote": _("评审组表决"), "lot": _("抽签"), "share": _("名次并列")}
    return [
        people[step] if step in people else _("%(name)s得分高者在前", name=names.get(step, step))
        for step in content.ties
    ]


def state_of(state: RuleSheetState) -> tuple[str, str]:
    """Return a version's state as (word, tone of its chip)."""
    return {
        RuleSheetState.DRAFT: (_("草稿"), "neutral"),
        RuleSheetState.PROPOSED: (_("等待第二人封存"), "warn"),
        RuleSheetState.SEALED: (_("已封存，生效中"), "ok"),
        RuleSheetState.REPLACED: (_("已被新版本替代"), "neutral"),
        RuleSheetState.DISMISSED: (_("已放弃"), "neutral"),
    }[state]


def _trim(content: Content) -> str:
    if content.trim is Trim.NONE:
        return _("不去，取全部评委的平均分。")
    each, least = content.trim_each_end, content.min_to_trim
    if content.trim is Trim.PER_CRITERION:
        return _(
            "每个评分项各去掉 %(each)s 个最高分和 %(each)s 个最低分；不足 %(least)s 份时取平均分。",
            each=each,
            least=least,
        )
    return _(
        "按评委总分去掉 %(each)s 个最高分和 %(each)s 个最低分；不足 %(least)s 份时取平均分。"
        "几位评委同为最高（最低）时，只去掉其中一位。",
        each=each,
        least=least,
    )


def _rounding(content: Content) -> str:
    if content.round_order is RoundOrder.CRITERION:
        return _("每个评分项先四舍五入到 %(n)s 位小数，再相加。", n=content.decimals)
    return _("精确相加，最后四舍五入一次，保留 %(n)s 位小数。", n=content.decimals)


def _quorum(content: Content) -> str:
    return _(
        "每个项目不少于 %(all)s 份评分表，其中技术评委不少于 %(technical)s 位，"
        "商务评委不少于 %(commercial)s 位。",
        all=content.quorum,
        technical=content.quorum_technical,
        commercial=content.quorum_commercial,
    )


def _pass_mark(content: Content) -> str:
    if content.pass_mark is None:
        return _("不设。")
    return _("%(mark)s 分，低于此分不授奖。", mark=number_text(content.pass_mark))
