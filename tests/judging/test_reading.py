"""What the host reads out, for each way of trimming and rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.reading import figure, reading, spoken
from judging.rules import Criterion, RoundOrder, Rules, Trim
from judging.scoring import score_entry

ONE = (Criterion("whole", "technical", None, Decimal(1)),)
TWO = (
    Criterion("a", "technical", Decimal(50), Decimal(50)),
    Criterion("b", "commercial", Decimal(50), Decimal(50)),
)
SEVEN = ["81", "86", "87", "87.5", "88", "90", "94.5"]


def read(marks, **rules):
    rules = Rules(criteria=ONE, **rules)
    ballots = {str(n): {"whole": Decimal(mark)} for n, mark in enumerate(marks)}
    return reading(ballots, score_entry(ballots, rules), rules)


def test_trimming_by_total_reads_as_announcers_say_it():
    assert read(SEVEN, trim=Trim.PER_JUDGE_TOTAL) == (
        "去掉一个最高分 94.50，去掉一个最低分 81.00，其余五位评委总分 438.50，平均得分 87.70。"
    )


def test_two_dropped_at_each_end_are_named_from_the_outermost():
    said = read(SEVEN, trim=Trim.PER_JUDGE_TOTAL, trim_each_end=2)

    assert said.startswith("去掉两个最高分 94.50、90.00，去掉两个最低分 81.00、86.00，其余三位")


def test_a_mean_that_was_rounded_says_so():
    said = read(["81", "86", "87", "87.25", "88", "90", "94.5"], trim=Trim.PER_JUDGE_TOTAL)

    assert said.endswith("其余五位评委总分 438.25，平均得分 87.65。")
    assert read(["80", "80", "81"]).endswith("三位评委总分 241.00，平均得分 80.33（四舍五入）。")


def test_without_trimming_nothing_is_said_to_be_dropped():
    assert read(SEVEN) == "七位评委总分 614.00，平均得分 87.71（四舍五入）。"


def test_too_few_ballots_say_why_nothing_was_dropped():
    said = read(SEVEN[:4], trim=Trim.PER_JUDGE_TOTAL)

    assert said == (
        "有效评分 4 份，不足 5 份，不去最高分和最低分，四位评委总分 341.50，"
        "平均得分 85.38（四舍五入）。"
    )


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            {"trim": Trim.PER_CRITERION},
            "每个评分项各去掉一个最高分和一个最低分，取其余打分的平均分，按权重折算后相加，"
            "最后得分 48.00。",
        ),
        (
            {"round_order": RoundOrder.CRITERION},
            "每个评分项取各位评委打分的平均分，平均分和加权分四舍五入后相加，最后得分 48.00。",
        ),
        (
            {"trim": Trim.PER_CRITERION, "min_to_trim": 10},
            "有效评分不足 10 份，每个评分项取平均分，按权重折算后相加，最后得分 48.00。",
        ),
    ],
)
def test_criteria_averaged_by_themselves_have_no_dropped_total(rules, said):
    rules = Rules(criteria=TWO, **rules)
    ballots = {str(n): {"a": Decimal(20 + n), "b": Decimal(28 - n)} for n in range(9)}

    assert reading(ballots, score_entry(ballots, rules), rules) == said


def test_no_ballot_is_no_score():
    assert read([]) == "有效评分不足，没有得分。"


def test_counts_are_spoken():
    said = [spoken(n) for n in (1, 2, 5, 10, 12, 20, 21)]

    assert said == ["一", "两", "五", "十", "十二", "二十", "二十一"]


def test_figures_keep_what_they_have():
    assert [figure(Fraction(n)) for n in ("81", "87.5", "87.125")] == ["81.00", "87.50", "87.125"]
