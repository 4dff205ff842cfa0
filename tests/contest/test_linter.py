"""The fairness check: what it flags, and what it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.linter import Indicator, Severity, check_challenge, check_text

GOOD = [Indicator("渗漏发现时间", "1", "天")]


def codes(**texts):
    return [finding.code for finding in check_challenge(texts, GOOD)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("注册资本不低于 500 万元。", "gate.size"),
        ("注册资本５００万元以上", "gate.size"),
        ("须为规模以上企业", "gate.size"),
        ("员工不少于一百人的企业可以揭榜", "gate.size"),
        ("近三年年均营业收入不少于 1,000 万元", "gate.revenue"),
        ("上年度纳税额达到 50 万元", "gate.revenue"),
        ("成立满 3 年", "gate.years"),
        ("企业成立三年以上", "gate.years"),
        ("从事轨道检测不少于 5 年", "gate.years"),
        ("须具有 2 项以上同类项目业绩", "gate.record"),
        ("提供近三年类似项目合同", "gate.record"),
        ("市场占有率达到 10%", "gate.record"),
        ("须在本市注册并纳税", "gate.local"),
        ("要求在宁波市设有分支机构", "gate.local"),
        ("本地企业优先", "gate.local"),
        ("仅限本省企业", "gate.local"),
    ],
)
def test_a_gate_is_flagged_with_its_clause_and_another_wording(text, code):
    (finding,) = [f for f in check_challenge({"eligibility": text}, GOOD) if f.code == code]

    assert (finding.field, finding.severity) == ("eligibility", Severity.HIGH)
    assert "条" in finding.clause
    assert finding.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "企业、高校院所或其联合体。不设规模、营收与业绩门槛；须签署信用承诺。",
        "不得仅以企业规模、市场业绩等为由限制参与资格。",
        "无需本地注册的要求",
        "能在试验期内投入不少于 3 人的技术团队",
        "可提供试验、检测或应用材料作为可行性佐证",
        "方案须满足 GB/T 22239 三级要求",
        "设备连续运行不少于 90 天",
        "本市 3 公里试验段对揭榜方开放",
    ],
)
def test_an_open_condition_is_left_alone(text):
    assert codes(eligibility=text, resources=text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("道路拓宽与绿化工程", "kind.works"),
        ("机房改造和服务器采购", "kind.office_it"),
        ("由本单位自主研发，不接受外部单位参与", "kind.alone"),
        ("项目已于去年已竣工", "kind.finished"),
    ],
)
def test_a_challenge_of_an_excluded_kind_is_flagged(text, code):
    assert codes(goal=text) == [code]


def test_a_tunnel_inspection_is_no_excluded_kind():
    assert (
        codes(
            title="地铁隧道渗漏水智能巡检与早期预警",
            pain_point="一百二十公里隧道靠人工目视巡检，渗漏从出现到被发现平均要 9 天。",
            goal="把这个时间缩短到 1 天以内，且不占用行车时间。",
        )
        == []
    )


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        (Indicator("准确率", "较高"), "indicator.number"),
        (Indicator("准确率", "达到国内领先水平"), "indicator.vague"),
        (Indicator("准确率", "显著提升 30%"), "indicator.vague"),
    ],
)
def test_an_indicator_that_cannot_be_measured_is_flagged_by_name(indicator, code):
    (finding,) = check_challenge({}, [*GOOD, indicator])

    assert (finding.code, finding.field, finding.found) == (code, "indicators", "准确率")


@pytest.mark.parametrize("target", ["95", "９５", "百分之九十五", "2 处/公里·周"])
def test_a_target_with_a_number_in_any_script_is_fine(target):
    assert check_challenge({}, [Indicator("准确率", target)]) == []


def test_a_challenge_without_indicators_is_flagged():
    (finding,) = check_challenge({}, [])

    assert (finding.code, finding.severity) == ("indicator.none", Severity.HIGH)


def test_each_kind_is_found_once_in_a_text_and_at_its_first_passage():
    (finding,) = check_text("eligibility", "注册资本不低于 500 万元；员工不少于 100 人")

    assert finding.found == "注册资本不低于 500 万元"


@given(st.text())
def test_any_text_can_be_checked(text):
    for finding in check_text("goal", text):
        assert finding.found
