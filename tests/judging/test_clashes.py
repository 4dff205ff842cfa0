"""Sessions that overlap."""

from datetime import timedelta

import pytest

from judging.clashes import Sitting, clashes, ends_at
from tests.world import MONDAY

HOUR = timedelta(hours=1)


def sitting(number, *, at=0, hours=1, **changes):
    told = {
        "title": f"第 {number} 场",
        "room": f"{number} 号厅",
        "panel_id": number,
        "judges": {number: f"{number} 老师"},
        **changes,
    }
    starts = MONDAY + at * HOUR
    return Sitting(session_id=number, starts_at=starts, ends_at=starts + hours * HOUR, **told)


def told(*sittings):
    return [
        (c.one.session_id, c.other.session_id, c.room, c.panel, c.judges) for c in clashes(sittings)
    ]


def test_sessions_in_several_rooms_before_several_panels_do_not_clash():
    assert told(sitting(1), sitting(2)) == []


@pytest.mark.parametrize("room", ["1 号厅", "１号厅", " 1号厅 "])
def test_one_room_at_one_time_clashes_however_it_is_written(room):
    assert told(sitting(1), sitting(2, room=room)) == [(1, 2, True, False, ())]


def test_one_panel_at_one_time_clashes_and_its_judges_need_no_word():
    assert told(sitting(1), sitting(2, panel_id=1, judges={1: "1 老师"})) == [
        (1, 2, False, True, ())
    ]


def test_a_judge_on_two_panels_is_named():
    two = sitting(2, judges={2: "乙", 1: "1 老师"})

    assert told(sitting(1), two) == [(1, 2, False, False, ("1 老师",))]


def test_a_session_may_begin_as_another_ends():
    later = sitting(2, at=1, room="1 号厅", panel_id=1)

    assert told(sitting(1), later) == []
    assert told(sitting(1, hours=1.01), later) == [(1, 2, True, True, ())]


def test_the_earlier_one_stands_first_and_each_sees_the_other():
    (clash,) = clashes([sitting(1, at=0.5, room="甲"), sitting(2, room="甲")])

    assert (clash.one.session_id, clash.other.session_id) == (2, 1)
    assert clash.seen_from(1).session_id == 2
    assert clash.seen_from(2).session_id == 1
    assert clash.seen_from(3) is None


def test_a_session_ends_after_its_turns_and_an_empty_one_after_one():
    assert ends_at(MONDAY, 12, 5) == MONDAY + HOUR
    assert ends_at(MONDAY, 12, 0) == MONDAY + timedelta(minutes=12)
