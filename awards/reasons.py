"""The words for why an entry has a prize or none."""

from __future__ import annotations

from decimal import Decimal

from awards.outcomes import Outcome, Reason
from contest.core.money import show_wan
from contest.states import EntryState

# Official Chinese text, kept with the plan and approved under its digest: not translated.
SENTENCES = {
    Reason.WON: "{prize}：名次 {place}，{prize} {seats} 席",
    Reason.LEFT_CONTEST: "未获奖：项目{how}，由后一名次递补",
    Reason.NOT_PLACED: "未获奖：没有有效评分，未列名次",
    Reason.BELOW_PASS_MARK: "未获奖：得分 {score} 低于合格线 {pass_mark}",
    Reason.ALREADY_AWARDED: "此前的方案已授奖，不再重复授予",
    Reason.ENTERPRISE_ALREADY_AWARDED: "未获奖：同一企业已获奖（每企业限 1 项）",
    Reason.OVER_BUDGET: "未获奖：预算余额 {left_fen}，不足本项奖励 {amount_fen}",
    Reason.SEATS_USED_UP: "未获奖：席位用尽，递补第 {standby} 位",
}
# How an entry left the contest, in the words of ``LEFT_CONTEST``.
LEFT = {
    EntryState.WITHDRAWN: "已撤回",
    EntryState.NO_SHOW: "路演缺席",
    EntryState.DISQUALIFIED: "已被取消参赛资格",
    EntryState.CLOSED: "已随榜单关闭",
}


def say(outcome: Outcome) -> str:
    """Return why the entry fared so, in Chinese, with the figures that decided it."""
    figures = {name: _figure(name, value) for name, value in outcome.values.items()}
    prize = outcome.prize
    return SENTENCES[outcome.reason].format(
        prize=prize.name if prize else "",
        seats=prize.seats if prize else "",
        place=outcome.candidate.place,
        **figures,
    )


def _figure(name: str, value: int | str | Decimal) -> str:
    if name.endswith("_fen"):
        return show_wan(int(value))
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
