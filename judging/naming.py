"""How a rule sheet is put into words on documents: official Chinese text, not translated."""

from __future__ import annotations

from judging.models import RuleSheet
from judging.rules import RoundOrder, Trim

STEPS = {
    "dimension:technical": "技术得分高者在前",
    "dimension:commercial": "商务得分高者在前",
    "vote": "评审组表决",
    "lot": "抽签",
    "share": "并列",
    "awaiting:vote": "待评审组表决",
    "awaiting:lot": "待抽签",
}


def say_trimming(sheet: RuleSheet) -> str:
    """Return what is left out before the mean, and when it is not."""
    if sheet.trim is Trim.NONE:
        return "不去高低分，取平均分"
    what = "按评委总分" if sheet.trim is Trim.PER_JUDGE_TOTAL else "按评分项"
    each = sheet.trim_each_end
    kept = f"{what}去掉 {each} 个最高分和 {each} 个最低分后取平均分"
    return f"{kept}；少于 {sheet.min_to_trim} 份时取平均分"


def say_rounding(sheet: RuleSheet) -> str:
    """Return where and how scores are rounded."""
    if sheet.round_order is RoundOrder.CRITERION:
        return f"评分项均值、加权值先后四舍五入到 {sheet.decimals} 位小数，再相加"
    return f"总分四舍五入到 {sheet.decimals} 位小数，之前不取舍"


def say_tie_step(step: str) -> str:
    """Return what decided between equal scores; nothing decided is empty."""
    if step.startswith("criterion:"):
        return f"“{step.removeprefix('criterion:')}”得分高者在前"
    return STEPS.get(step, step)
