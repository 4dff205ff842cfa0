"""The fairness check (公平竞争体检) of a rule sheet: what people should look at. Pure.

A finding never blocks; sealing asks that each be acknowledged. Texts of criteria
are also read for gates, as challenges are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contest.core.said import N_
from contest.linter import Finding, Severity, check_text
from judging.rules import Trim
from judging.rulesheet import Content, Line

FEWEST_JUDGES = 5

ORIGINALITY = "《关于开放应用场景推动创新发展的实施意见》四（二）"
SCORED_QUALIFICATION = "《政府采购货物和服务招标投标管理办法》（财政部令第 87 号）第五十五条"
PRICE_TIE = "《政府采购货物和服务招标投标管理办法》（财政部令第 87 号）第五十七条"
PANEL = "《政府采购货物和服务招标投标管理办法》（财政部令第 87 号）第四十七条（参照）"

_ORIGINAL = re.compile(r"首创|原创|先进|创新|自主研发|发明")
_QUALIFICATION = re.compile(
    r"(?<!不看)(?<!不评)(?<!不计)(?:资质|资格|注册资本|营业执照|营业收入|经营年限|成立年限|企业规模|"
    r"从业人员|资产总额|市场业绩|中标业绩)"
)
_PRICE = re.compile(r"报价|价格|总价|标价")
_LOWER_IS_BETTER = re.compile(r"越低|低价|较低|最低|低者")


def findings(content: Content) -> tuple[Finding, ...]:
    """Return what the fairness check finds in a rule sheet, the weightiest first."""
    found = (
        *_originality(content),
        *_qualification(content),
        *_gates(content),
        *_price_ties(content),
        *_panel(content),
    )
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))


def _text(line: Line) -> str:
    return "。".join((line.name, line.hint, *(band.text for band in line.bands)))


def _about(line: Line) -> str:
    return f"criterion:{line.key}"


def _originality(content: Content) -> Iterator[Finding]:
    if any(_ORIGINAL.search(f"{line.name}。{line.hint}") for line in content.lines):
        return
    yield Finding(
        *("rules.originality", Severity.HIGH, "criteria", ORIGINALITY, ""),
        N_("没有评价首创性或先进性的评分项。"),
        N_("在技术维度增加一项，例如“整体技术方案与首创性”，写明看什么证据。"),
    )


def _qualification(content: Content) -> Iterator[Finding]:
    for line in content.lines:
        if hit := _QUALIFICATION.search(f"{line.name}。{line.hint}"):
            yield Finding(
                *(f"rules.qualification.{line.key}", Severity.HIGH, _about(line)),
                *(SCORED_QUALIFICATION, hit.group()),
                N_("评分项“%(name)s”把资格条件当作了评分因素。", name=line.name),
                N_("资格在形式审查时核对；评分项改为评价方案本身，例如团队分工和售后安排。"),
            )


def _gates(content: Content) -> Iterator[Finding]:
    for line in content.lines:
        yield from check_text(_about(line), _text(line))


def _price_ties(content: Content) -> Iterator[Finding]:
    steps = {step.partition(":")[2] for step in content.ties if step.startswith("criterion:")}
    for line in content.lines:
        text = f"{line.name}。{line.hint}"
        if line.key in steps and _PRICE.search(text) and not _LOWER_IS_BETTER.search(text):
            yield Finding(
                *(f"rules.price_tie.{line.key}", Severity.HIGH, _about(line), PRICE_TIE, line.name),
                N_("同分时按价格项的得分排先后，但没有写明报价低者得高分，可能变成报价高者优先。"),
                N_("在该项说明中写明“报价越低，得分越高”，或改用技术维度得分分先后。"),
            )


def _panel(content: Content) -> Iterator[Finding]:
    if content.quorum < FEWEST_JUDGES:
        yield Finding(
            *("rules.panel.small", Severity.MEDIUM, "quorum", PANEL, str(content.quorum)),
            N_(
                "每个项目最少 %(n)s 份评分表，少于 %(least)s 份。",
                n=content.quorum,
                least=FEWEST_JUDGES,
            ),
            N_(
                "把最少评分表数提高到 %(least)s，并按 7 人组建评审组，留出回避余地。",
                least=FEWEST_JUDGES,
            ),
        )
    elif content.quorum % 2 == 0:
        yield Finding(
            *("rules.panel.even", Severity.LOW, "quorum", PANEL, str(content.quorum)),
            N_("最少评分表数是双数，表决时可能出现票数相等。"),
            N_("改为单数，例如 5 或 7。"),
        )
    if content.trim is not Trim.NONE and content.quorum < content.min_to_trim:
        yield Finding(
            *("rules.trim.below", Severity.LOW, "min_to_trim", PANEL, str(content.min_to_trim)),
            N_("有的项目可能去掉最高分、最低分，有的人数不足而不去，两者并列比较。"),
            N_("让最少评分表数不低于去分所需的份数。"),
        )
