"""Enough judges, and enough of each kind."""

from __future__ import annotations

from judging.quorum import Quorum, Shortfall, shortfalls

QUORUM = Quorum(5, {"technical": 3, "commercial": 2})


def test_exactly_as_many_as_asked_is_enough():
    assert shortfalls(["technical"] * 3 + ["commercial"] * 2, QUORUM) == ()


def test_too_few_judges_are_counted():
    assert shortfalls(["technical"] * 3 + ["commercial"], QUORUM) == (
        Shortfall(None, 5, 4),
        Shortfall("commercial", 2, 1),
    )


def test_many_of_one_kind_do_not_stand_in_for_the_other():
    assert shortfalls(["technical"] * 7, QUORUM) == (Shortfall("commercial", 2, 0),)


def test_nobody_left_is_a_shortfall_of_everything():
    assert [shortfall.needed for shortfall in shortfalls([], QUORUM)] == [5, 3, 2]
