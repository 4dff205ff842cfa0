"""Marks far from the panel's median: shown, with the median they are measured from."""

from __future__ import annotations

from fractions import Fraction

from judging.outliers import Outlier, outliers
from tests.judging.panels_made import ballot, rules_for

RULES = rules_for(2)  # two criteria of 10, worth 50 each


def far(*given, percent=20):
    return outliers({n: ballot(one) for n, one in enumerate(given, 1)}, RULES, percent=percent)


def test_a_total_and_the_marks_that_made_it_are_told_apart():
    found = far("8 8", "8 8", "2 8")

    assert found == [
        Outlier(3, "", Fraction(50), Fraction(80), Fraction(100)),
        Outlier(3, "c0", Fraction(2), Fraction(8), Fraction(10)),
    ]
    assert [(one.is_high, one.percent) for one in found] == [(False, 30), (False, 60)]


def test_just_as_far_as_is_allowed_is_not_too_far():
    assert far("8 8", "8 8", "6 8") == []
    assert [one.criterion for one in far("8 8", "8 8", "5.99 8")] == ["c0"]


def test_of_two_judges_neither_is_far_from_the_other():
    assert far("10 10", "0 0") == []


def test_a_missing_mark_is_not_a_low_one():
    assert far("8 8", "8 8", "8 8", "- 8") == []


def test_high_ones_are_told_as_well():
    (total, _mark) = far("5 5", "5 5", "10 5", "5 5")

    assert (total.judge, total.is_high) == (3, True)
