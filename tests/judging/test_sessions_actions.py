"""Sessions and their running order."""

from datetime import timedelta

import pytest

from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.states import EntryState
from judging.actions import panels, slots
from judging.actions import sessions as actions
from judging.models import Session
from judging.queries.assignments import assignments_of
from judging.queries.pledges import owed_by
from judging.queries.sessions import without_slot
from tests.judging.people import add_entry, add_judge, employ, recusals
from tests.world import CODES, DAY, MONDAY


def created(world, **changes):
    details = {"name": "医疗专场", "room": "一号厅", "starts_at": MONDAY, **changes}
    details.setdefault("panel_id", world.panel.id)
    return actions.create_session(world.contest, by=world.organizer, **details)


def titles(session):
    db.session.expire_all()
    return [slot.entry.title for slot in session.slots]


def test_sessions_are_numbered_on(world):
    assert created(world).number == 2


@pytest.mark.parametrize("starts_at", [MONDAY - 2 * DAY, MONDAY + 3 * DAY])
def test_a_session_lies_within_the_roadshow(world, starts_at):
    with pytest.raises(actions.OutsideRoadshow):
        created(world, starts_at=starts_at)


def test_a_panel_of_another_contest_is_refused(world):
    other = panels.create_panel(world.open_contest, by=world.organizer, name="他组")

    with pytest.raises(actions.OtherPanel):
        created(world, panel_id=other.id)


def test_entries_join_at_the_end_in_their_order(world):
    first, second = add_entry(world, 1), add_entry(world, 2)

    actions.add_entries(world.session, by=world.organizer, entry_ids=[second.id, first.id])

    assert titles(world.session)[2:] == ["新方案 1", "新方案 2"]
    assert list(without_slot(world.contest.id)) == []


def test_an_entry_has_one_turn(world):
    session = created(world)

    with pytest.raises(actions.NotFree):
        actions.add_entries(session, by=world.organizer, entry_ids=[world.entry.id])


@pytest.mark.parametrize("state", [EntryState.WITHDRAWN, EntryState.NO_SHOW])
def test_only_admitted_entries_get_a_turn(world, state):
    entry = add_entry(world, 1)
    with acting("test.left", entry, by=None):
        entry.state = state

    with pytest.raises(actions.NotFree):
        actions.add_entries(world.session, by=world.organizer, entry_ids=[entry.id])


def test_an_entry_of_another_contest_is_refused(world):
    with pytest.raises(actions.NotFree):
        actions.add_entries(world.session, by=world.organizer, entry_ids=[world.draft.id])


def test_an_entry_moves_up_and_down_and_stops_at_the_ends(world):
    before = titles(world.session)
    first, second = world.session.slots

    slots.move_slot(first, by=world.organizer, step=-1)
    assert titles(world.session) == before
    slots.move_slot(second, by=world.organizer, step=-1)
    assert titles(world.session) == before[::-1]
    slots.move_slot(second, by=world.organizer, step=1)
    assert titles(world.session) == before


def test_an_entry_that_is_being_marked_stays_in_its_session(world):
    first, second = world.session.slots

    with pytest.raises(actions.AlreadyMarked):
        actions.remove_slot(first, by=world.organizer)
    actions.remove_slot(second, by=world.organizer)

    assert titles(world.session) == ["entry 的方案"]


def test_a_session_that_is_being_marked_keeps_its_panel(world):
    other = panels.create_panel(world.contest, by=world.organizer, name="第二评审组")
    session = world.session

    with pytest.raises(actions.AlreadyMarked):
        actions.revise_session(
            session,
            by=world.organizer,
            name=session.name,
            room="三号厅",
            starts_at=session.starts_at,
            panel_id=other.id,
        )

    db.session.expire_all()
    assert (world.session.room, world.session.panel_id) == ("二号厅", world.panel.id)


def test_a_session_with_entries_is_not_removed(world):
    empty = created(world)

    actions.remove_session(empty, by=world.organizer)

    assert db.session.query(Session).count() == 1
    with pytest.raises(Refusal, match="先把它们移出"):
        actions.remove_session(world.session, by=world.organizer)


def test_entries_that_join_are_matched_against_the_panel(world):
    judge = add_judge("third", world.body.id)
    employ(judge, "NEW000000000000001")
    panels.seat_judge(world.panel, by=world.organizer, judge_id=judge.id, kind="technical")
    entry = add_entry(world, 1)

    actions.add_entries(world.session, by=world.organizer, entry_ids=[entry.id])

    found = {(r.judge_id, r.entry_id) for r in recusals(world)}
    assert (judge.id, entry.id) in found


def test_an_entry_that_joins_later_waits_for_a_declaration(world, time):
    entry = add_entry(world, 1)
    before = [found.entry for found in assignments_of(world.judge)]
    time.now += timedelta(hours=1)

    actions.add_entries(world.session, by=world.organizer, entry_ids=[entry.id])

    assert [found.entry for found in assignments_of(world.judge)] == before
    assert [owed.what for owed in owed_by(world.judge)] == ["declaration"]


def test_a_session_given_to_another_panel_is_matched_anew(world):
    other = panels.create_panel(world.contest, by=world.organizer, name="第二评审组")
    judge = add_judge("third", world.body.id)
    employ(judge, CODES["member"])
    panels.seat_judge(other, by=world.organizer, judge_id=judge.id, kind="technical")
    session, entry = created(world), add_entry(world, 1)
    with acting("test.member", entry, by=None):
        entry.enterprise.uscc = CODES["member"]
    actions.add_entries(session, by=world.organizer, entry_ids=[entry.id])
    assert not any(r.judge_id == judge.id for r in recusals(world))

    actions.revise_session(
        session,
        by=world.organizer,
        name="医疗专场",
        room="一号厅",
        starts_at=MONDAY,
        panel_id=other.id,
    )

    assert any(r.judge_id == judge.id for r in recusals(world))
