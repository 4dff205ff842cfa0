"""Time is aware, in UTC, and never goes back for who holds a chain."""

from datetime import UTC, datetime, timedelta

import pytest

from contest.core import clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stand_still(monkeypatch):
    monkeypatch.setattr(clock, "system", lambda: NOON)


def test_now_is_the_machines_time():
    assert clock.now() == NOON


def test_now_is_never_before_what_was_already_seen():
    seen = NOON + timedelta(hours=1)

    with clock.not_before(seen):
        within = clock.now()

    assert (within, clock.now()) == (seen, NOON)


def test_a_time_seen_earlier_does_not_hold_now_back():
    with clock.not_before(NOON - timedelta(hours=1)):
        assert clock.now() == NOON


def test_a_chain_without_a_line_holds_nothing_back():
    with clock.not_before(None):
        assert clock.now() == NOON


def test_a_block_that_fails_leaves_no_floor():
    with pytest.raises(OSError, match="broken"), clock.not_before(NOON + timedelta(hours=1)):
        raise OSError("broken")

    assert clock.now() == NOON


def test_people_in_china_read_eight_hours_later():
    late = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)

    assert clock.local(late).isoformat() == "2026-11-22T02:30:00+08:00"
