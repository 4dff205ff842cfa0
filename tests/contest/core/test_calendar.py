"""Periods in working days, over the State Council's holidays of 2026 and beyond its calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.core.calendar import Period, is_working_day, last_working_day


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 3)),  # Monday: the day itself is not counted
        (date(2026, 3, 2), 5, date(2026, 3, 9)),  # over a weekend
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday: Monday is the first that counts
        # Spring Festival is 15–23 February; Saturdays 14 and 28 are worked.
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 2, 26), 3, date(2026, 3, 2)),
        # National Day is 1–7 October; Saturday the 10th is worked.
        (date(2026, 9, 29), 5, date(2026, 10, 12)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
    ],
)
def test_a_period_ends_on_a_working_day_of_the_calendar(first, days, last):
    assert last_working_day(first, days) == Period(last, covered=True)


def test_a_year_the_calendar_does_not_cover_is_said_and_counted_by_weekdays():
    period = last_working_day(date(2026, 12, 30), 3)  # 31 December, then Friday and Monday

    assert period == Period(date(2027, 1, 4), covered=False)


def test_a_period_within_the_covered_years_is_covered():
    assert last_working_day(date(2026, 12, 29), 2) == Period(date(2026, 12, 31), covered=True)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),
        (date(2026, 2, 17), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
    ],
)
def test_working_days_are_those_of_the_state_council(day, works):
    assert is_working_day(day) == (works, True)


@pytest.mark.parametrize(("day", "works"), [(date(2030, 10, 1), True), (date(2030, 10, 5), False)])
def test_beyond_the_calendar_monday_to_friday_count(day, works):
    assert is_working_day(day) == (works, False)


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_without_a_day_is_refused(days):
    with pytest.raises(ValueError, match="at least one working day"):
        last_working_day(date(2026, 3, 2), days)


@given(
    st.dates(date(2024, 1, 1), date(2026, 11, 1)),
    st.integers(min_value=1, max_value=20),
)
def test_a_longer_period_never_ends_earlier(first, days):
    period = last_working_day(first, days)

    assert is_working_day(period.last)[0]
    assert first < period.last < last_working_day(first, days + 1).last
