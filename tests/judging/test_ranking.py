"""Places from scores: shared places, tie steps, what awaits a decision."""

from __future__ import annotations

from decimal import Decimal

from judging.ranking import Placing, rank
from judging.rules import Rules
from judging.scoring import EntryScore, score_entry
from tests.judging.rule_sheets import ballots, one_criterion, two_dimensions


def _scores(rules: Rules, **marks: str) -> dict[str, EntryScore]:
    """Score entries that one judge marked, given as entry="novelty price"."""
    return {entry: score_entry(ballots(judge=given), rules) for entry, given in marks.items()}


def _places(placings: tuple[Placing, ...]) -> dict[str, int | None]:
    return {placing.entry: placing.place for placing in placings}


def _deciders(placings: tuple[Placing, ...]) -> dict[str, str]:
    return {placing.entry: placing.decided_by for placing in placings}


def test_the_higher_score_stands_first():
    rules = one_criterion()

    placings = rank(_scores(rules, a="7", b="9", c="8"), rules)

    assert [placing.entry for placing in placings] == ["b", "c", "a"]
    assert not any(placing.tied or placing.decided_by for placing in placings)


def test_equals_share_a_place_and_the_next_place_stays_empty():
    rules = one_criterion()

    placings = rank(_scores(rules, a="7", b="8", c="9", d="8"), rules)

    assert _places(placings) == {"c": 1, "b": 2, "d": 2, "a": 4}
    assert _deciders(placings) == {"c": "", "b": "share", "d": "share", "a": ""}


def test_scores_that_are_published_alike_are_equal():
    rules = one_criterion()
    scores = {
        "a": score_entry(ballots(x="8.00", y="8.00", z="8.01"), rules),  # 8.00333…
        "b": score_entry(ballots(x="8.00", y="8.00", z="8.00"), rules),
    }

    placings = rank(scores, rules)

    assert _places(placings) == {"a": 1, "b": 1}


def test_a_dimension_separates_equal_totals_and_is_named():
    rules = two_dimensions(ties=("dimension:technical", "share"))

    placings = rank(_scores(rules, a="6 9", b="8 6", c="1 1"), rules)

    assert _places(placings) == {"b": 1, "a": 2, "c": 3}
    assert _deciders(placings) == {"b": "dimension:technical", "a": "dimension:technical", "c": ""}
    assert [placing.tied for placing in placings] == [True, True, False]


def test_a_criterion_separates_equal_totals():
    rules = two_dimensions(ties=("criterion:price",))

    placings = rank(_scores(rules, a="8 6", b="6 9"), rules)

    assert _places(placings) == {"b": 1, "a": 2}


def test_the_next_step_is_asked_only_where_the_first_left_equals():
    rules = two_dimensions(ties=("dimension:technical", "vote", "share"))
    scores = _scores(rules, a="6 9", b="6 9", c="8 6")

    placings = rank(scores, rules, decisions={"vote": {"b": 1, "a": 2, "c": 3}})

    assert _places(placings) == {"c": 1, "b": 2, "a": 3}
    assert _deciders(placings) == {"c": "dimension:technical", "b": "vote", "a": "vote"}


def test_a_vote_that_has_not_been_taken_leaves_the_tie_and_says_so():
    rules = two_dimensions(ties=("vote", "dimension:technical", "share"))

    placings = rank(_scores(rules, a="6 9", b="8 6"), rules)

    assert _places(placings) == {"a": 1, "b": 1}
    assert [(p.awaiting, p.decided_by) for p in placings] == [("vote", ""), ("vote", "")]


def test_a_vote_on_some_of_the_equals_decides_nothing():
    rules = one_criterion(ties=("vote",))

    placings = rank(
        _scores(rules, a="8", b="8", c="8"), rules, decisions={"vote": {"a": 1, "b": 2}}
    )

    assert _places(placings) == {"a": 1, "b": 1, "c": 1}


def test_a_drawn_vote_goes_on_to_the_lot():
    rules = one_criterion(ties=("vote", "lot"))
    decisions = {"vote": {"a": 1, "b": 1, "c": 2}, "lot": {"a": 2, "b": 1}}

    placings = rank(_scores(rules, a="8", b="8", c="8"), rules, decisions=decisions)

    assert _places(placings) == {"b": 1, "a": 2, "c": 3}
    assert _deciders(placings) == {"b": "lot", "a": "lot", "c": "vote"}


def test_neither_the_key_nor_the_order_of_arrival_breaks_a_tie():
    rules = one_criterion()
    scores = _scores(rules, b="8", a="8")

    placings = rank(scores, rules)
    swapped = rank(dict(reversed(scores.items())), rules)

    assert _places(placings) == {"a": 1, "b": 1}
    assert placings == swapped


def test_an_entry_without_a_total_stands_last_and_has_no_place():
    rules = one_criterion()

    placings = rank(_scores(rules, a="-", b="0"), rules)

    assert [(placing.entry, placing.place) for placing in placings] == [("b", 1), ("a", None)]
    assert placings[0].score.total == Decimal("0.00")
