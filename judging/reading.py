"""A score as it is read out: what was dropped, the sum of the rest, the mean. Pure.

Spoken Chinese, as announcers say it; it belongs to the printed slip and is not translated.
Each way of trimming has words of its own, and no sentence says more than the rule sheet does.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from judging.explain import exact_text
from judging.rules import RoundOrder, Rules, Trim
from judging.scoring import Ballot, EntryScore, Panel, ballot_total

DIGITS = "零一二三四五六七八九"
TEN = 10
TWO = 2


def spoken(number: int) -> str:
    """Return a number below 100 as a count is spoken: 两, 五, 十, 十二, 二十."""
    if number == TWO:
        return "两"
    tens, ones = divmod(number, TEN)
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


def figure(value: Fraction) -> str:
    """Write an exact figure with two decimals, or with all it has where it has more."""
    hundredths = value * 100
    if hundredths.denominator == 1:
        return f"{Decimal(hundredths.numerator).scaleb(-2):.2f}"
    return exact_text(value)


def reading(ballots: Mapping[str, Ballot], score: EntryScore, rules: Rules) -> str:
    """Return the sentence for the host; ``ballots`` are by judge, as they were scored."""
    if score.total is None:
        return "有效评分不足，没有得分。"
    if not rules.counts_whole_ballots:
        return _by_criterion(score, rules)
    panel = next(iter(score.criteria.values())).panel
    totals = {judge: ballot_total(ballots[judge], rules) or Fraction(0) for judge in _all(panel)}
    counted = [totals[judge] for judge in panel.counted]
    who = f"{'其余' if panel.trimmed else ''}{spoken(len(counted))}位评委"
    rest = f"{who}总分 {figure(sum(counted, Fraction()))}"
    parts = [*_dropped(panel, totals), rest, _mean(counted, score, rules)]
    return "，".join(filter(None, (_untrimmed(panel, rules), *parts))) + "。"


def _all(panel: Panel) -> tuple[str, ...]:
    return (*panel.lowest, *panel.counted, *panel.highest)


def _dropped(panel: Panel, totals: Mapping[str, Fraction]) -> list[str]:
    """Return what was left out; with several at an end, from the outermost inwards."""
    ends = (("最高分", tuple(reversed(panel.highest))), ("最低分", panel.lowest))
    return [
        f"去掉{spoken(len(judges))}个{name} {'、'.join(figure(totals[judge]) for judge in judges)}"
        for name, judges in ends
        if judges
    ]


def _untrimmed(panel: Panel, rules: Rules) -> str:
    """Say why nothing was left out, where the rules would have."""
    if panel.trimmed or rules.trim is Trim.NONE:
        return ""
    return f"有效评分 {panel.n} 份，不足 {rules.min_to_trim} 份，不去最高分和最低分"


def _mean(counted: list[Fraction], score: EntryScore, rules: Rules) -> str:
    if rules.round_order is RoundOrder.CRITERION:
        return f"各评分项的平均分和加权分四舍五入后相加，最后得分 {score.total}"
    exact = sum(counted, Fraction()) / len(counted)
    rounded = "" if Fraction(score.total or 0) == exact else "（四舍五入）"
    return f"平均得分 {score.total}{rounded}"


def _by_criterion(score: EntryScore, rules: Rules) -> str:
    """Say how the criteria were averaged, each by itself."""
    few = len(score.untrimmed)
    each = spoken(rules.trim_each_end)
    if rules.trim is Trim.NONE:
        way = "每个评分项取各位评委打分的平均分"
    elif few == len(score.criteria):
        way = f"有效评分不足 {rules.min_to_trim} 份，每个评分项取平均分"
    else:
        way = f"每个评分项各去掉{each}个最高分和{each}个最低分，取其余打分的平均分"
        if few:
            way += f"（其中{spoken(few)}项有效打分不足 {rules.min_to_trim} 个，不去最高分和最低分）"
    rounds = rules.round_order is RoundOrder.CRITERION
    value = "平均分和加权分四舍五入后相加" if rounds else "按权重折算后相加"
    return f"{way}，{value}，最后得分 {score.total}。"
