"""Rule sheets: what is read from RULES.toml and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.rules import Criterion, RoundOrder, Rules, RulesRefused, Trim
from judging.rules_file import parse_rules, read_rules

CRITERION = '[[criteria]]\nkey = "novelty"\ndimension = "technical"\nmax = 10\nweight = 60.5\n'


def _faults(text: str) -> tuple[str, ...]:
    with pytest.raises(RulesRefused) as refused:
        read_rules(text.encode())
    return refused.value.faults


def test_a_rule_sheet_of_criteria_alone_has_the_defaults():
    assert read_rules(CRITERION.encode()) == Rules(
        criteria=(Criterion("novelty", "technical", Decimal(10), Decimal("60.5")),),
        trim=Trim.NONE,
        trim_each_end=1,
        min_to_trim=5,
        decimals=2,
        round_order=RoundOrder.TOTAL,
        ties=("share",),
    )


def test_every_option_is_read():
    options = (
        'trim = "per_criterion"\ntrim_each_end = 2\nmin_to_trim = 7\ndecimals = 3\n'
        'rounding = "half_up"\nround_order = "criterion"\n'
        'ties = ["dimension:technical", "criterion:novelty", "vote", "lot", "share"]\n'
    )

    rules = read_rules((options + CRITERION).encode())

    assert (rules.trim, rules.trim_each_end, rules.min_to_trim) == (Trim.PER_CRITERION, 2, 7)
    assert (rules.decimals, rules.round_order) == (3, RoundOrder.CRITERION)
    assert rules.ties == ("dimension:technical", "criterion:novelty", "vote", "lot", "share")


def test_weights_are_decimals_never_floats():
    rules = read_rules(CRITERION.replace("60.5", "0.1").encode())

    assert rules.criteria[0].rate == Fraction(1, 100)


def test_a_float_from_elsewhere_is_refused():
    line = {"key": "novelty", "dimension": "technical", "weight": 0.1}

    with pytest.raises(RulesRefused, match="weight"):
        parse_rules({"criteria": [line]})


def test_a_byte_order_mark_is_no_fault():
    assert read_rules(b"\xef\xbb\xbf" + CRITERION.encode()).criteria[0].key == "novelty"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('triming = "none"\n' + CRITERION, "triming"),
        (CRITERION + "maximum = 10\n", "maximum"),
        ('trim = "both"\n' + CRITERION, "per_judge_total"),
        ('rounding = "half_even"\n' + CRITERION, "half_up"),
        ("decimals = 2.5\n" + CRITERION, "decimals"),
        ("decimals = true\n" + CRITERION, "decimals"),
        ("decimals = 40\n" + CRITERION, "decimals"),
        ('ties = "share"\n' + CRITERION, "ties"),
        ('ties = ["dimension:price"]\n' + CRITERION, "dimension:price"),
        ('ties = ["submitted_at"]\n' + CRITERION, "submitted_at"),
        ('ties = ["share", "lot"]\n' + CRITERION, "share"),
        ('ties = ["lot", "lot"]\n' + CRITERION, "lot"),
        ('trim = "per_criterion"\nmin_to_trim = 2\n' + CRITERION, "min_to_trim"),
        ('trim = "per_criterion"\ntrim_each_end = 0\n' + CRITERION, "trim_each_end"),
        (CRITERION + CRITERION, "novelty"),
        (CRITERION.replace("max = 10", "max = 0"), "满分"),
        (CRITERION.replace("max = 10", "max = nan"), "max"),
        (CRITERION.replace("60.5", "-60"), "权重为负"),
        (CRITERION.replace("60.5", '"60"'), "weight"),
        (CRITERION.replace('"technical"', '"score"'), "score"),
        (CRITERION.replace('key = "novelty"\n', ""), "key"),
        ("", "criteria"),
        ('criteria = "novelty"', "criteria"),
        (CRITERION.replace("60.5", "1e99999999"), "weight"),
        (CRITERION.replace("60.5", "1e-99999999"), "weight"),
        (CRITERION.replace("max = 10", "max = 1e16"), "max"),
        ("trim = none", "第 1 行第 8 个字符附近"),
        ("trim = [", "文件末尾"),
        (CRITERION.replace("60.5", "9" * 5000), "TOML"),
    ],
)
def test_what_cannot_be_applied_is_refused_by_name(text, named):
    assert any(named in fault for fault in _faults(text))


def test_all_faults_are_told_at_once():
    faults = _faults('trim = "both"\nrounds = 1\n' + CRITERION.replace("60.5", "true"))

    assert len(faults) == 3


def test_a_negative_weight_is_a_deduction_where_no_maximum_is_set():
    text = CRITERION.replace("max = 10\n", "").replace("60.5", "-1")

    assert read_rules(text.encode()).criteria[0].weight == Decimal(-1)


def test_a_file_that_is_not_utf_8_is_refused_with_what_to_do():
    with pytest.raises(RulesRefused, match="UTF-8"):
        read_rules(CRITERION.replace("technical", "技术").encode("gbk"))


@pytest.mark.parametrize(
    ("trim", "round_order", "whole"),
    [
        (Trim.NONE, RoundOrder.TOTAL, True),
        (Trim.NONE, RoundOrder.CRITERION, False),
        (Trim.PER_JUDGE_TOTAL, RoundOrder.CRITERION, True),
        (Trim.PER_CRITERION, RoundOrder.TOTAL, False),
    ],
)
def test_a_ballot_counts_whole_wherever_a_judges_total_is_what_counts(trim, round_order, whole):
    line = Criterion("novelty", "technical", Decimal(10), Decimal(100))

    rules = Rules(criteria=(line,), trim=trim, round_order=round_order)

    assert rules.counts_whole_ballots is whole
