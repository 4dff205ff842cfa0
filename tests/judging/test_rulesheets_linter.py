"""The fairness check of rule sheets."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contest.core.language import say
from contest.linter import Severity
from judging.rule_linter import findings
from judging.rules import Trim
from judging.rulesheet import content_of_template
from judging.rulesheet_faults import faults
from judging.template import STANDARD

CONTENT = content_of_template(STANDARD)


def codes(content):
    return [finding.code for finding in findings(content)]


def with_line(number, **changes):
    lines = list(CONTENT.lines)
    lines[number] = replace(lines[number], **changes)
    return replace(CONTENT, lines=tuple(lines))


def test_the_template_passes_without_a_finding():
    assert codes(CONTENT) == []


def test_a_sheet_that_does_not_weigh_originality_is_flagged():
    assert codes(with_line(1, name="整体方案", hint="是否完整。")) == ["rules.originality"]


@pytest.mark.parametrize("hint", ["企业资质等级", "注册资本越高得分越高", "市场业绩"])
def test_a_qualification_as_a_scored_item_is_flagged(hint):
    assert "rules.qualification.prospects" in codes(with_line(4, hint=hint))


def test_saying_that_size_is_not_looked_at_is_no_qualification():
    assert codes(with_line(4, hint="评的是安排，不看企业规模，不看资质。")) == []


def test_a_local_gate_in_a_band_is_flagged():
    bands = (replace(CONTENT.lines[0].bands[0], text="本市企业优先"),)

    assert codes(with_line(0, bands=bands)) == ["gate.local"]


@pytest.mark.parametrize(
    ("hint", "expected"),
    [("看报价是否合理。", ["rules.price_tie.value"]), ("报价越低，得分越高。", [])],
)
def test_a_price_tie_break_must_say_that_the_lower_price_wins(hint, expected):
    content = with_line(3, name="报价", hint=hint)

    assert codes(replace(content, ties=("criterion:value", "share"))) == expected
    assert codes(content) == []


@pytest.mark.parametrize(
    ("quorum", "expected"),
    [(3, ["rules.panel.small"]), (5, []), (6, ["rules.panel.even"]), (7, [])],
)
def test_a_panel_that_is_too_small_or_even_is_flagged(quorum, expected):
    assert codes(replace(CONTENT, quorum=quorum, trim=Trim.NONE)) == expected


def test_trimming_that_some_entries_will_miss_is_flagged():
    assert codes(replace(CONTENT, min_to_trim=7)) == ["rules.trim.below"]


def test_the_weightiest_findings_come_first():
    content = replace(
        with_line(1, name="整体方案", hint="是否完整。"), quorum=6, pass_mark=Decimal(0)
    )

    assert [f.severity for f in findings(content)] == [Severity.HIGH, Severity.LOW]


@pytest.mark.sqlite_only  # no row is read
def test_findings_and_faults_are_said_in_the_visitors_language(app):
    found = findings(replace(CONTENT, quorum=3))[0]
    (fault,) = faults(replace(CONTENT, commercial_weight=Decimal(0), lines=CONTENT.lines[:3]))[1:2]

    with app.test_request_context(headers={"Cookie": "language=en"}):
        said, wrong = say(found.explanation), say(fault)

    assert str(found.explanation) == "每个项目最少 3 份评分表，少于 5 份。"
    assert said == "Each entry needs at least 3 ballots, fewer than 5."
    assert wrong == "The weight of the Commercial dimension must be above 0."
