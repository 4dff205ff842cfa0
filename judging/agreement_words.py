"""Judges' statistics in words: what differs, by how much, and where nothing can be told."""

from __future__ import annotations

from statistics import median

from flask_babel import gettext as _

from judging.plots import Bar, Plot, Scatter, plot
from judging.statistics import STRETCH, Agreement, Deviation, Estimate, JudgeFigures

FIGURES = ("severity", "spread", "halo", "drift")
# Schmidt, R. C. (1997): Managing Delphi surveys, Decision Sciences 28: W 0.7 strong, 0.3 weak.
STRONG, WEAK = 0.7, 0.3


def title_of(name: str) -> str:
    """Return what a figure is called."""
    return {
        "severity": _("宽严（分）"),
        "spread": _("区分度（倍）"),
        "halo": _("光环（相关系数）"),
        "drift": _("顺序漂移（分 / 10 项）"),
    }[name]


def meaning_of(name: str) -> str:
    """Return how a figure is read."""
    return {
        "severity": _("比同一项目的其他评委平均多给几分；0 为不宽不严。"),
        "spread": _("自己的总分拉开多大，与其他评委相比；1 为一样大。"),
        "halo": _(
            "与其他评委的差异在各评分项之间有多一致；越接近 1，越像由一个总印象决定。"
            "虚线是全体评委的中位数。"
        ),
        "drift": _("按路演先后，每 10 个项目多给或少给几分；0 为前后一样。"),
    }[name]


def neutral_of(name: str, figures: list[JudgeFigures]) -> float:
    """Return where a figure says that nothing differs; a halo is measured by everybody's."""
    if name == "spread":
        return 1.0
    found = [estimate.value for one in figures if name == "halo" and (estimate := one.halo)]
    return median(found) if found else 0.0


def word_of(name: str, estimate: Estimate, neutral: float) -> str:
    """Return what an interval says: which way the judge differs, or that no difference is seen."""
    side = estimate.side_of(neutral)
    if not side:
        return _("未见差异")
    more, less = {
        "severity": (_("偏宽"), _("偏严")),
        "spread": (_("拉得较开"), _("拉得较近")),
        "halo": (_("高于多数评委"), _("低于多数评委")),
        "drift": (_("越后越宽"), _("越后越严")),
    }[name]
    return more if side > 0 else less


def signed(value: float) -> str:
    """Write a figure with two decimals and a true minus sign."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def agreement_word(found: Agreement) -> str:
    """Return what a panel's W says."""
    if found.w is None:
        return _("不足以判断")
    if found.w.value >= STRONG:
        return _("次序大体一致")
    return _("部分一致") if found.w.value >= WEAK else _("少有一致")


def plot_of(name: str, figures: list[JudgeFigures], names: dict[int, str]) -> Plot:
    """Return one figure of all judges of whom it can be told, the greatest first."""
    neutral = neutral_of(name, figures)
    told = [(one, e) for one in figures if (e := getattr(one, name)) is not None]
    told.sort(key=lambda pair: -pair[1].value)
    bars = [
        Bar(names[one.judge], e.value, e.low, e.high, told=bool(e.side_of(neutral)))
        for one, e in told
    ]
    return plot(title_of(name), bars, neutral)


def agreement_plot(panels: list[tuple[str, Agreement]]) -> Plot:
    """Return W of the panels of which it can be told."""
    bars = [Bar(name, one.w.value, one.w.low, one.w.high) for name, one in panels if one.w]
    return plot(_("各评审组的一致程度（肯德尔 W）"), [*bars], neutral=None)


def scatter_of(found: list[Deviation], drift: Estimate | None) -> Scatter:
    """Return a judge's differences along the running order, with the drift where it is told."""
    points = tuple((float(one.position), one.difference) for one in found)
    slope = None
    if drift:
        middle_x = median(x for x, _y in points)
        middle_y = median(y for _x, y in points)
        ends = (points[0][0], points[-1][0])
        first, last = (middle_y + drift.value / STRETCH * (end - middle_x) for end in ends)
        slope = first, last
    return Scatter(_("按路演先后，比其他评委平均多给的分"), points, slope)
