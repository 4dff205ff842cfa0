"""What a request may ask with, before any page reads it."""

from datetime import date

import pytest

from contest.core import asked
from contest.core.asked import Asked


@pytest.mark.parametrize("typed", ["0", "7", "2147483647", "٣", " 8 "])
def test_a_number_that_both_databases_hold_is_taken(typed):
    assert Asked({"contest": typed}).get("contest", type=int) == int(typed)


@pytest.mark.parametrize("typed", ["-1", "2147483648", "1" * 20, "1" * 5000, "x", ""])
def test_any_other_number_counts_as_not_given(typed):
    given = Asked({"contest": typed, "page": typed})

    assert given.get("contest", type=int) is None
    assert "page" not in given


def test_text_comes_without_nul_and_else_as_it_was_typed():
    given = Asked([("q", "甲\0乙 "), ("q\0", "丙")])

    assert given.getlist("q") == ["甲乙 ", "丙"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("0001-01-01", date(1900, 1, 1)),
        ("9999-12-31", date(2199, 12, 31)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_no_earlier_or_later_than_days_go(app, typed, day):
    with app.test_request_context(f"/?first={typed}"):
        assert asked.day("first") == day
