"""An explanation says every step from the marks to the total, and whether it agrees."""

from decimal import Decimal
from fractions import Fraction

import pytest

from judging.explain import exact_text, explain, plain
from judging.rules import RoundOrder, Trim
from judging.scoring import score_entry
from tests.judging.rule_sheets import ballots, two_dimensions

FIVE = ballots(a="9 8", b="8 8", c="8 7", d="7 7", e="2 3")


def stored(marks, rules):
    """Return what a standing keeps of these ballots."""
    score = score_entry(marks, rules)
    criteria = {
        key: {"n": part.panel.n, "mean": str(part.mean), "score": str(part.score)}
        for key, part in score.criteria.items()
    }
    return {"score": score.total, **score.dimensions, "criteria": criteria}


def explained(marks, rules):
    return explain(marks, rules, stored(marks, rules))


def test_each_mark_stands_under_its_judge():
    told = explained(ballots(a="9 8", b="8 7.5"), two_dimensions())

    assert [column.judge for column in told.columns] == ["a", "b"]
    novelty, price = (side.rows[0] for side in told.sides)
    assert [cell.mark for cell in novelty.cells] == [Decimal(9), Decimal(8)]
    assert [cell.mark for cell in price.cells] == [Decimal(8), Decimal("7.5")]


def test_the_means_are_told_before_and_after_rounding():
    told = explained(ballots(a="9 8", b="8 8", c="8 7"), two_dimensions())

    novelty = told.sides[0].rows[0]
    assert (novelty.exact_mean, novelty.mean, novelty.score) == (
        Fraction(25, 3),
        Decimal("8.33"),
        Decimal("50.00"),
    )
    assert exact_text(novelty.exact_mean) == "8.333333…"


def test_the_total_is_told_exactly_and_as_published():
    told = explained(ballots(a="9 8", b="8 8", c="8 7"), two_dimensions())

    assert (told.exact_total, told.total) == (Fraction(242, 3), Decimal("80.67"))


def test_judges_dropped_by_total_are_dropped_in_every_criterion():
    told = explained(FIVE, two_dimensions(trim=Trim.PER_JUDGE_TOTAL))

    assert [column.dropped for column in told.columns] == ["highest", "", "", "", "lowest"]
    for side in told.sides:
        assert [cell.dropped for cell in side.rows[0].cells] == ["highest", "", "", "", "lowest"]
        assert (side.rows[0].n, side.rows[0].counted) == (5, 3)


def test_marks_dropped_by_criterion_leave_the_judge_whole():
    marks = ballots(a="9 3", b="8 8", c="8 7", d="7 7", e="2 9")

    told = explained(marks, two_dimensions(trim=Trim.PER_CRITERION))

    assert [column.dropped for column in told.columns] == [""] * 5
    novelty, price = (side.rows[0] for side in told.sides)
    assert [cell.dropped for cell in novelty.cells] == ["highest", "", "", "", "lowest"]
    assert [cell.dropped for cell in price.cells] == ["lowest", "", "", "", "highest"]


def test_a_ballot_with_a_gap_is_shown_and_left_out():
    told = explained(ballots(a="9 8", b="8 -"), two_dimensions())

    assert [(column.incomplete, column.total) for column in told.columns] == [
        (False, Fraction(86)),
        (True, None),
    ]
    assert told.sides[1].rows[0].cells[1].mark is None
    assert told.sides[0].rows[0].n == 1


@pytest.mark.parametrize("rounding", RoundOrder)
def test_stored_figures_that_the_marks_give_agree(rounding):
    rules = two_dimensions(round_order=rounding)

    assert explained(FIVE, rules).agrees


@pytest.mark.parametrize(
    "change",
    [
        {"score": Decimal("80.00")},
        {"technical": Decimal("1.00")},
        {"criteria": {"novelty": {"n": 4, "mean": "6.80", "score": "40.80"}}},
    ],
    ids=["total", "dimension", "criterion"],
)
def test_any_figure_that_was_changed_does_not_agree(change):
    rules = two_dimensions()

    assert not explain(FIVE, rules, {**stored(FIVE, rules), **change}).agrees


def test_dimensions_carry_their_weight():
    told = explained(FIVE, two_dimensions())

    assert [(side.dimension, side.weight) for side in told.sides] == [
        ("technical", Decimal(60)),
        ("commercial", Decimal(40)),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (Fraction(18), "18"),
        (Fraction(35, 2), "17.5"),
        (Fraction(1, 3), "0.333333…"),
        (Fraction(100), "100"),
    ],
)
def test_exact_numbers_end_or_say_that_they_do_not(value, text):
    assert exact_text(value) == text


@pytest.mark.parametrize(("number", "text"), [("18.00", "18"), ("17.50", "17.5"), ("100", "100")])
def test_marks_are_written_without_idle_zeros(number, text):
    assert plain(Decimal(number)) == text
