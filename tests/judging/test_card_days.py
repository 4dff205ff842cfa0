"""Until the end of which day cards may be good."""

from datetime import UTC, date, datetime, timedelta

from judging.card_days import days_for, end_of, last_day

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)  # in Shanghai
DAY = timedelta(days=1)


def test_a_roadshow_that_ends_at_midnight_ends_the_day_before():
    midnight = datetime(2026, 11, 22, 16, tzinfo=UTC)

    assert last_day(midnight) == date(2026, 11, 22)
    assert last_day(midnight + timedelta(seconds=1)) == date(2026, 11, 23)


def test_today_the_days_with_sessions_and_the_last_are_offered_once_and_in_order():
    starts = [NOON + DAY, NOON + DAY, NOON - DAY]

    days = days_for(NOON + 3 * DAY, starts, NOON)

    assert days == [date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 25)]


def test_after_the_roadshow_today_is_left():
    assert days_for(NOON - DAY, [NOON - 2 * DAY], NOON) == [date(2026, 11, 22)]


def test_a_day_is_over_with_its_last_second_in_shanghai():
    assert end_of(date(2026, 11, 22)) == datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)
