"""The clock on stage."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from judging.timer import Phase, Timer, begun, extended, held, resumed
from tests.world import MONDAY

SECOND = timedelta(seconds=1)


def test_a_talk_counts_down_to_nothing_and_not_below():
    timer = begun(Phase.TALK, 8, MONDAY)

    left = [timer.seconds(MONDAY + n * SECOND) for n in (0, 1, 479, 480, 600)]

    assert left == [480, 479, 1, 0, 0]


def test_a_begun_second_is_a_whole_one():
    timer = begun(Phase.TALK, 8, MONDAY)

    assert timer.seconds(MONDAY + timedelta(milliseconds=200)) == 480


def test_time_stands_still_while_it_is_held_and_runs_on_from_there():
    timer = held(begun(Phase.TALK, 8, MONDAY), MONDAY + 60 * SECOND)

    assert timer == Timer(Phase.TALK, left=420)
    again = resumed(timer, MONDAY + 600 * SECOND)
    assert again.seconds(MONDAY + 610 * SECOND) == 410


def test_a_minute_more_counts_from_now_where_time_had_run_out():
    timer = begun(Phase.QUESTIONS, 4, MONDAY)

    assert extended(timer, 60, MONDAY).seconds(MONDAY) == 300
    assert extended(timer, 60, MONDAY + 500 * SECOND).seconds(MONDAY + 500 * SECOND) == 60
    assert extended(Timer(Phase.TALK, left=5), 60, MONDAY).left == 65


def test_without_a_phase_there_is_nothing_to_run_on_or_extend():
    assert resumed(Timer(), MONDAY) == extended(Timer(), 60, MONDAY) == Timer()


@given(st.integers(0, 60), st.integers(0, 4000))
def test_holding_never_gains_or_loses_a_second(minutes, passed):
    now = MONDAY + passed * SECOND
    timer = begun(Phase.TALK, minutes, MONDAY)

    assert held(timer, now).seconds(now) == timer.seconds(now)
    assert resumed(held(timer, now), now).seconds(now) == timer.seconds(now)


def test_every_state_has_a_stamp_of_its_own():
    timer = begun(Phase.TALK, 8, MONDAY)
    states = [Timer(), timer, held(timer, MONDAY), begun(Phase.QUESTIONS, 8, MONDAY)]

    assert len({state.stamp for state in states}) == 4
