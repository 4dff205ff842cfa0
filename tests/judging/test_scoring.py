"""Scores from marks: means, trimming, missing marks, rounding, explanations."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.rules import RoundOrder, Rules, Trim
from judging.scoring import UnknownCriterion, ballot_total, round_half_up, score_entry
from tests.judging.rule_sheets import ballots, criterion, one_criterion, two_dimensions


def test_the_total_is_the_mean_of_the_judges_weighted_totals():
    score = score_entry(ballots(a="8 6", b="9 7"), two_dimensions())

    assert score.total == Decimal("77.00")
    assert score.dimensions == {"technical": Decimal("51.00"), "commercial": Decimal("26.00")}


def test_a_criterion_without_a_top_scores_mark_times_weight():
    rules = Rules(
        criteria=(
            criterion("elements", "1", top=None),
            criterion("deductions", "-1", top=None, dimension="deductions"),
        )
    )

    score = score_entry({"a": {"elements": Decimal("37.5"), "deductions": Decimal(2)}}, rules)

    assert score.total == Decimal("35.50")
    assert score.dimensions["deductions"] == Decimal("-2.00")


def test_a_published_score_always_carries_the_decimals_of_the_rule_sheet():
    score = score_entry(ballots(a="8", b="9"), one_criterion(decimals=3))

    assert str(score.total) == "8.500"


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("7.125", "7.13"),
        ("7.1249", "7.12"),
        ("2.675", "2.68"),
        ("-1.005", "-1.01"),
        ("-0.001", "0.00"),
    ],
)
def test_halves_are_rounded_up_away_from_zero(value, published):
    assert str(round_half_up(Fraction(value), 2)) == published


def test_a_score_without_decimals_is_a_whole_number():
    assert str(round_half_up(Fraction(85, 2), 0)) == "43"


# Missing marks


def test_an_absent_judge_leaves_n_and_is_no_zero():
    marks = ballots(a="8", b="9", c="-")

    part = score_entry(marks, one_criterion()).criteria["all"]

    assert (part.panel.n, part.mean) == (2, Decimal("8.50"))


def test_an_absent_judge_leaves_n_before_trimming_and_is_not_the_lowest():
    rules = one_criterion(trim=Trim.PER_CRITERION)
    marks = ballots(a="5", b="6", c="7", d="8", e="9.5", f="-")

    panel = score_entry(marks, rules).criteria["all"].panel

    assert (panel.lowest, panel.counted, panel.highest) == (("a",), ("b", "c", "d"), ("e",))


def test_a_given_zero_counts():
    assert score_entry(ballots(a="0", b="9"), one_criterion()).total == Decimal("4.50")


@pytest.mark.parametrize("trim", [Trim.NONE, Trim.PER_JUDGE_TOTAL])
def test_a_ballot_with_a_missing_mark_has_no_total_and_is_left_out_and_named(trim):
    score = score_entry(ballots(a="8 6", b="10 -", c="- -"), two_dimensions(trim=trim))

    assert score.total == Decimal("72.00")
    assert score.incomplete == ("b",)


@pytest.mark.parametrize(
    "options", [{"trim": Trim.PER_CRITERION}, {"round_order": RoundOrder.CRITERION}]
)
def test_each_criterion_has_its_own_n_where_its_mean_mark_counts(options):
    score = score_entry(ballots(a="8 6", b="10 -"), two_dimensions(**options))

    assert [part.panel.n for part in score.criteria.values()] == [2, 1]
    assert score.total == Decimal("78.00")


def test_an_entry_without_a_mark_on_a_criterion_has_no_total_rather_than_less():
    rules = two_dimensions(trim=Trim.PER_CRITERION)

    score = score_entry(ballots(a="8 -", b="10 -"), rules)

    assert (score.total, score.unmarked) == (None, ("price",))
    assert score.dimensions == {"technical": Decimal("54.00"), "commercial": None}


def test_an_entry_without_ballots_has_no_total():
    assert score_entry({}, one_criterion()).total is None


def test_a_mark_for_an_unknown_criterion_is_refused():
    with pytest.raises(UnknownCriterion, match="charm"):
        score_entry({"a": {"all": Decimal(8), "charm": Decimal(9)}}, one_criterion())


# Trimming


def test_only_one_of_several_judges_who_share_the_highest_is_left_out():
    rules = one_criterion(trim=Trim.PER_CRITERION)

    score = score_entry(ballots(a="5", b="9", c="9", d="9", e="6"), rules)

    assert score.total == Decimal("8.00")


def test_trimming_by_total_and_by_criterion_give_different_scores():
    marks = ballots(a="2 10", b="4 8", c="6 6", d="8 6", e="9 1")

    by_total = score_entry(marks, two_dimensions(trim=Trim.PER_JUDGE_TOTAL))
    by_criterion = score_entry(marks, two_dimensions(trim=Trim.PER_CRITERION))

    assert by_total.total == Decimal("58.00")
    assert by_criterion.total == Decimal("62.67")


def test_dimensions_come_from_the_judges_that_the_trimmed_total_kept():
    marks = ballots(a="2 10", b="4 8", c="6 6", d="8 6", e="9 1")

    score = score_entry(marks, two_dimensions(trim=Trim.PER_JUDGE_TOTAL))

    assert {part.panel.lowest + part.panel.highest for part in score.criteria.values()} == {
        ("a", "d")
    }
    assert score.dimensions == {"technical": Decimal("38.00"), "commercial": Decimal("20.00")}


@pytest.mark.parametrize("trim", [Trim.PER_JUDGE_TOTAL, Trim.PER_CRITERION])
def test_below_the_minimum_the_plain_mean_stands_and_says_so(trim):
    rules = one_criterion(trim=trim, min_to_trim=5)

    score = score_entry(ballots(a="1", b="7", c="8", d="9"), rules)

    assert score.total == Decimal("6.25")
    assert score.untrimmed == ("all",)


def test_as_many_as_the_rule_sheet_says_are_left_out_at_each_end():
    rules = one_criterion(trim=Trim.PER_CRITERION, trim_each_end=2)

    score = score_entry(ballots(a="1", b="2", c="6", d="9", e="10"), rules)

    assert score.total == Decimal("6.00")


def test_of_equal_totals_the_marks_not_the_names_say_who_is_left_out():
    rules = two_dimensions(trim=Trim.PER_JUDGE_TOTAL)
    marks = ballots(a="5 5", b="5 5", c="5 5", d="8 6", e="6 9")
    renamed = {{"d": "e", "e": "d"}.get(judge, judge): given for judge, given in marks.items()}

    score, other = score_entry(marks, rules), score_entry(renamed, rules)

    assert ballot_total(marks["d"], rules) == ballot_total(marks["e"], rules)
    assert score.criteria["novelty"].panel.highest == ("d",)
    assert score.dimensions == other.dimensions


# Order of rounding


def test_rounding_by_criterion_rounds_the_mean_then_its_value_then_adds():
    marks = {
        "a": {"one": Decimal("7.25"), "two": Decimal("6.75")},
        "b": {"one": Decimal(7), "two": Decimal("6.75")},
        "c": {"one": Decimal("7.25"), "two": Decimal(7)},
    }
    lines = (criterion("one", "0.8", top=None), criterion("two", "0.8", top=None))

    once = score_entry(marks, Rules(criteria=lines))
    by_criterion = score_entry(marks, Rules(criteria=lines, round_order=RoundOrder.CRITERION))

    assert once.total == Decimal("11.20")
    assert [part.mean for part in by_criterion.criteria.values()] == [
        Decimal("7.17"),
        Decimal("6.83"),
    ]
    assert [part.score for part in by_criterion.criteria.values()] == [
        Decimal("5.74"),
        Decimal("5.46"),
    ]
    assert by_criterion.total == Decimal("11.20")


def test_the_two_orders_of_rounding_can_differ():
    marks = {judge: dict.fromkeys("xyz", Decimal(m)) for judge, m in [("a", "1"), ("b", "2")]}
    lines = tuple(criterion(key, "0.33", top=None) for key in "xyz")

    once = score_entry(marks, Rules(criteria=lines))
    by_criterion = score_entry(marks, Rules(criteria=lines, round_order=RoundOrder.CRITERION))

    assert (once.total, by_criterion.total) == (Decimal("1.49"), Decimal("1.50"))
