"""Robustness in words: what a line is, how wide its margin, what was done otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from judging.cuts import Cut
from judging.explain import plain
from judging.margins import Margin
from judging.queries.standings import StandingRow
from judging.rules import Trim
from judging.sensitivity import Trimming, Variation, Weighting, WithoutJudge
from judging.standings_words import dimension_name


@dataclass(frozen=True, slots=True)
class Names:
    """What entries, judges and criteria are called, by key."""

    entries: Mapping[str, StandingRow]
    judges: Mapping[int, str]
    criteria: Mapping[str, str]

    def judge(self, key: str) -> str:
        """Return a judge's name, or the number where the person is gone."""
        return self.judges.get(int(key), key)

    def entry(self, key: str) -> str:
        """Return an entry's title."""
        return self.entries[key].title


def say_cut(cut: Cut) -> str:
    """Return what a line is called."""
    if not cut.name:
        return _("第 1 名（未设奖项）")
    return _("%(prize)s：前 %(seats)s 名", prize=cut.name, seats=cut.seats)


def say_margin(margin: Margin, names: Names) -> str:
    """Return how far apart both sides of the line are."""
    if margin.waiting:
        return _("%(count)s 个项目同分，跨在线上，须先裁定。", count=len(margin.waiting))
    if margin.last is None:
        return _("没有项目在线上。")
    if margin.first is None:
        return _("全部项目都在线上，线下没有项目。")
    last, first = names.entries[margin.last], names.entries[margin.first]
    if not margin.gap:
        return _("第 %(last)s 名与其后一名同分，按同分规则分出先后。", last=last.place)
    return _(
        "第 %(last)s 名与第 %(first)s 名相差 %(gap)s 分。",
        last=last.place,
        first=first.place,
        gap=margin.gap,
    )


def say_steps(margin: Margin) -> str:
    """Return what a single mark can do to the line; "" where the line says it all."""
    if margin.waiting or (margin.first is None and margin.steps is None):
        return ""
    if margin.steps is None:
        return _("任何一位评委的任何一个分项分单独变动，都不会改变名单。")
    return _(
        "一位评委的一个分项分至少变动 %(steps)s 个最小分值单位，才可能改变名单。",
        steps=margin.steps,
    )


def say_nudge(margin: Margin, names: Names) -> str:
    """Return one mark that would do it."""
    if (nudge := margin.nudge) is None:
        return ""
    return _(
        "例如：%(judge)s 给“%(entry)s”的“%(criterion)s”由 %(mark)s 改为 %(to)s。",
        judge=names.judge(nudge.judge),
        entry=names.entry(nudge.entry),
        criterion=names.criteria.get(nudge.criterion, nudge.criterion),
        mark=plain(nudge.mark),
        to=plain(nudge.to),
    )


def width_of(margin: Margin) -> tuple[str, str]:
    """Return how wide a margin is as (word, tone of its chip)."""
    if margin.waiting:
        return _("待裁定"), "seal"
    if margin.is_thin:
        return _("一步之差"), "warn"
    if margin.steps is None:
        return _("单个分数改变不了"), "ok"
    return _("安全边际 %(steps)s 步", steps=margin.steps), "neutral"


def say_variation(variation: Variation, names: Names) -> str:
    """Return what was done otherwise."""
    if isinstance(variation, WithoutJudge):
        return _("去掉评委 %(judge)s", judge=names.judge(variation.judge))
    if isinstance(variation, Trimming):
        return _say_trimming(variation)
    if isinstance(variation, Weighting):
        key = variation.name.removeprefix("criterion:")
        of_criterion = variation.name != key
        name = names.criteria.get(key, key) if of_criterion else dimension_name(variation.name)
        sign = "+" if variation.percent > 0 else "−"
        return _(
            "“%(name)s”的权重 %(sign)s%(percent)s%%，其余按比例调整",
            name=name,
            sign=sign,
            percent=abs(variation.percent),
        )
    return ""


def say_kind(kind: str) -> str:
    """Return what a kind of variation is called."""
    return {
        WithoutJudge.__name__: _("逐一去掉每位评委"),
        Trimming.__name__: _("换一种去高低分的办法"),
        Weighting.__name__: _("权重增减"),
    }[kind]


def _say_trimming(variation: Trimming) -> str:
    if variation.trim is Trim.NONE:
        return _("不去高低分")
    if variation.trim is Trim.PER_CRITERION:
        return _("每个评分项各去掉 %(n)s 个最高分和 %(n)s 个最低分", n=variation.each_end)
    return _("按评委总分去掉 %(n)s 个最高分和 %(n)s 个最低分", n=variation.each_end)
