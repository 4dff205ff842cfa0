"""What would change the winners: margins at each line, and one thing at a time done otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.cuts import Cut, Outcome, Ranking, rankings
from judging.estimates import Estimator, slack
from judging.margins import Margin, Nudge, margin
from judging.rules import Criterion, Rules, Trim
from judging.scoring import score_entry
from judging.sensitivity import (
    Trimming,
    Weighting,
    WithoutJudge,
    outcome_if,
    robustness,
    total_range,
    variations,
)
from judging.tie_decisions import Decision
from tests.judging.panels_made import ALL_RULES, HALF, ballot, crowd, ranking, rubric, rules_for

STEPS = {f"c{number}": HALF for number in range(10)}


def robust(made, cuts):
    return robustness(made, cuts, STEPS, tried=variations(made, percent=10))


def alone(top="10"):
    """Return rules of one criterion of 100 points."""
    return Rules(criteria=(Criterion("c0", "technical", Decimal(top), Decimal(100)),))


def test_the_margin_is_the_fewest_steps_of_one_mark_that_move_the_line():
    three = ranking({"1": ["9", "9"], "2": ["8", "8.5"], "3": ["2", "2"]}, alone())

    found = margin(three, Cut(1), STEPS)

    # 90.00 and 82.50; a step of one of two judges is 2.5 points, and three make them equal.
    assert found == Margin(
        cut=Cut(1),
        last="1",
        first="2",
        gap=Decimal("7.50"),
        steps=3,
        nudge=Nudge("1", "1", "c0", Decimal(9), Decimal("7.5")),
    )


def test_a_tie_that_the_rules_break_is_still_a_change_only_once_they_break_it_so():
    rules = rules_for(2, ties=("dimension:technical", "share"))
    two = ranking({"1": ["8 8"], "2": ["7.5 8"]}, rules)

    # 80.00 and 77.50: equal totals are reached in one step, and then the technical score decides.
    assert margin(two, Cut(1), STEPS).steps == 1


def test_where_no_single_mark_can_reach_the_line_it_says_so():
    far = ranking({"1": ["10", "10", "10"], "2": ["1", "1", "1"]}, alone())

    assert (margin(far, Cut(1), STEPS).steps, margin(far, Cut(1), STEPS).gap) == (None, 90)


def test_equals_across_the_line_are_named_instead_of_a_margin():
    level = ranking({"1": ["9"], "2": ["8"], "3": ["8"]}, alone())

    assert margin(level, Cut(2), STEPS).waiting == ("2", "3")


def test_a_tie_that_people_decided_is_no_tie():
    rules = replace(alone(), ties=("lot",))
    level = ranking({"1": ["8"], "2": ["8"]}, rules, decisions=[Decision("lot", ("2", "1"))])

    found = margin(level, Cut(1), STEPS)

    assert (found.last, found.first, found.gap, found.steps) == ("2", "1", 0, 1)


def test_with_seats_for_everybody_nothing_is_below():
    two = ranking({"1": ["9"], "2": ["8"]}, alone())

    assert margin(two, Cut(2), STEPS) == Margin(cut=Cut(2), last="2")


def test_a_pass_mark_is_a_line_of_its_own():
    two = ranking({"1": ["9"], "2": ["5.5"]}, alone(), pass_mark=Decimal(60))

    found = margin(two, Cut(2), STEPS)

    assert two.outcome(Cut(2)) == Outcome(frozenset({"1"}))
    assert (found.steps, found.nudge) == (1, Nudge("2", "1", "c0", Decimal("5.5"), Decimal(6)))


def test_a_judge_who_was_dropped_has_further_to_go():
    rules = replace(alone(), trim=Trim.PER_JUDGE_TOTAL, min_to_trim=3)
    # Of 3 judges the middle one counts: 80 and 75. Moving the lowest changes nothing at first.
    close = ranking({"1": ["7", "8", "9"], "2": ["7", "7.5", "9"]}, rules)

    assert margin(close, Cut(1), STEPS).nudge == Nudge("1", "2", "c0", Decimal(8), Decimal("7.5"))


def test_an_entry_that_only_one_judge_lifted_falls_without_them():
    lifted = ranking({"1": ["7", "7", "10"], "2": ["7.5", "7.5", "7.5"]}, alone())

    found = robust(lifted, [Cut(1)])

    (changed,) = [e for e in found.at(Cut(1), WithoutJudge) if e.changes]
    assert (changed.variation, changed.enters, changed.leaves) == (
        WithoutJudge("3"),
        ("2",),
        ("1",),
    )
    assert total_range(lifted, "1") == (Decimal(70), Decimal(85))


def test_weights_are_shifted_as_a_whole():
    rules = Rules(criteria=rubric(2))

    heavier = Weighting("technical", frozenset({"c0"}), 10).rules(rules)

    assert [one.weight for one in heavier.criteria] == [55, 45]


def test_other_weights_can_change_who_wins():
    sides = ranking({"1": ["10 7"], "2": ["7 9.9"]}, rules_for(2))  # 85.00 and 84.50

    found = robust(sides, [Cut(1)])

    changed = {e.variation for e in found.at(Cut(1), Weighting) if e.changes}
    assert {(one.name, one.percent) for one in changed} == {
        ("technical", -10),
        ("commercial", 10),
        ("criterion:c0", -10),
        ("criterion:c1", 10),
    }


def test_what_is_tried_is_every_judge_other_trimming_and_each_weight():
    rules = rules_for(2, trim=Trim.PER_JUDGE_TOTAL, trim_each_end=1)
    tried = list(variations(ranking({"1": ["1 1"] * 3}, rules), percent=5))

    assert tried[:5] == [
        *map(WithoutJudge, ("1", "2", "3")),
        Trimming(Trim.NONE, 1),
        Trimming(Trim.PER_JUDGE_TOTAL, 2),
    ]
    assert tried[5] == Trimming(Trim.PER_CRITERION, 1)
    assert len(tried[6:]) == 8  # two dimensions and two criteria, more and less


marks = st.integers(0, 20).map(lambda halves: str(Decimal(halves) / 2))
ballots = st.lists(st.tuples(marks, marks).map(" ".join), min_size=1, max_size=6)
contests = st.lists(ballots, min_size=2, max_size=6)
kinds = st.sampled_from(ALL_RULES)


def contest(given_marks, kind, **more):
    trim, order = kind
    rules = rules_for(2, trim=trim, round_order=order, min_to_trim=3)
    return ranking({str(n): one for n, one in enumerate(given_marks, 1)}, rules, **more)


@given(contests, kinds, st.integers(1, 4), st.sampled_from([None, Decimal(50)]))
@settings(max_examples=150, deadline=None)
def test_a_variation_does_what_counting_everything_again_says(given_marks, kind, seats, pass_mark):
    made = contest(given_marks, kind, pass_mark=pass_mark)

    for variation in variations(made, percent=10):
        again = Ranking(
            challenge=None,
            ballots={entry: variation.ballots(one) for entry, one in made.ballots.items()},
            rules=variation.rules(made.rules),
            pass_mark=pass_mark,
        )
        assert outcome_if(made, variation, Cut(seats)) == again.outcome(Cut(seats))


@given(contests, kinds, st.integers(1, 4), st.sampled_from([None, Decimal(50)]))
@settings(max_examples=100, deadline=None)
def test_no_fewer_steps_of_any_mark_change_the_line(given_marks, kind, seats, pass_mark):
    made = contest(given_marks, kind, pass_mark=pass_mark)
    cut, now = Cut(seats), made.outcome(Cut(seats))
    if now.waiting:
        return

    assert margin(made, cut, STEPS).steps == min(_changing(made, cut, now), default=None)


def _changing(made, cut, now):
    """Yield the steps of every single move of a mark that changes the line, one by one."""
    for entry, one in made.ballots.items():
        for judge, given_ballot in one.items():
            for key, mark in given_ballot.items():
                for to in range(21):
                    moved = {**given_ballot, key: Decimal(to) / 2}
                    score = score_entry({**one, judge: moved}, made.rules)
                    then = made.outcome_of(made.with_score(entry, score), cut)
                    if then != now:
                        yield int(abs(Decimal(to) / 2 - mark) / HALF)


@given(ballots, kinds)
def test_an_estimate_is_never_further_off_than_it_says(given_marks, kind):
    made = contest([given_marks, ["1 1"]], kind)

    about = Estimator(made.rules).total(made.marks["1"].values())

    assert abs(about - float(made.total("1"))) <= slack(made.rules)


def test_a_ballot_that_is_not_complete_is_estimated_as_it_is_counted():
    rules = rules_for(2)

    assert Estimator(rules).total([(8.0, None)]) is None
    assert score_entry({"1": ballot("8 -")}, rules).total is None


@pytest.mark.parametrize(("trim", "order"), ALL_RULES)
def test_two_hundred_entries_of_fifteen_judges_take_less_than_two_seconds(trim, order):
    rules = replace(rules_for(10), trim=trim, round_order=order)
    (made,) = rankings(crowd(200, 15, 10), rules, within_challenges=False)
    began = process_time()

    found = robust(made, [Cut(3), Cut(10), Cut(30)])

    assert process_time() - began < 2
    assert len(found.margins) == 3
