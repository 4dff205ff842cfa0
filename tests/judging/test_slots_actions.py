"""Turns move, swap, change sessions, are missed and called again; marks stay."""

from datetime import timedelta
from decimal import Decimal

import pytest

from contest.core.actions import acting
from contest.core.db import db
from contest.models import Entry
from contest.states import EntryState
from judging.actions import slots as actions
from judging.actions.orders import OtherEntries, ShownOtherwise, rearrange, type_order
from judging.actions.panels import create_panel, seat_judge
from judging.actions.sessions import add_entries, remove_slot
from judging.models import Mark, MissedTurn, OrderChange, OrderMethod, Slot
from judging.queries.orders import missed_turn_of, suggested
from judging.reordering import ReasonNeeded
from judging.states import RecusalState
from tests.judging.drawing import HOUR, WITNESS, a_session, drawn, numbers
from tests.judging.people import add_entry, add_judge, employ, recusals, recuse


def slot(session, number):
    db.session.expire_all()
    return next(one for one in session.slots if one.entry.number == number)


def mark(world):
    """Give the little world's entry a mark."""
    criterion = world.rule_sheet.criteria[0].id
    with acting("test.marked", world.ballot, by=None):
        world.ballot.marks.append(Mark(criterion_id=criterion, points=Decimal("18.5")))


def last_change(session):
    query = db.session.query(OrderChange).filter_by(session_id=session.id)
    return query.order_by(OrderChange.id.desc()).first()


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, ["N3", "N1", "N2", "N4"]), (3, ["N1", "N2", "N3", "N4"]), (4, ["N1", "N2", "N4", "N3"])],
)
def test_an_entry_goes_to_a_place_and_the_others_close_up(world, place, order):
    session = a_session(world)

    actions.place_slot(slot(session, "N3"), by=world.organizer, place=place)

    assert numbers(session) == order
    change = last_change(session)
    assert (change.method, change.order, change.about) == (OrderMethod.MOVED, order, "N3")


@pytest.mark.parametrize("place", [0, 5, -1])
def test_there_are_as_many_places_as_entries(world, place):
    session = a_session(world)

    with pytest.raises(actions.NoSuchPlace, match="1 到 4"):
        actions.place_slot(session.slots[0], by=world.organizer, place=place)


def test_two_entries_change_places(world):
    session = a_session(world)
    other = slot(session, "N4").id

    actions.swap_slots(slot(session, "N1"), by=world.organizer, other_id=other)

    assert numbers(session) == ["N4", "N2", "N3", "N1"]
    assert last_change(session).about == "N1、N4"


def test_only_entries_of_one_session_change_places(world):
    session = a_session(world)
    first = session.slots[0]

    for other in (first.id, world.session.slots[0].id):
        with pytest.raises(actions.NotInThisSession):
            actions.swap_slots(first, by=world.organizer, other_id=other)


@pytest.mark.parametrize(
    ("change", "details"),
    [
        (actions.place_slot, {"place": 4}),
        (actions.swap_slots, {"other_id": "last"}),
        (actions.transfer_slot, {"session_id": "first"}),
        (remove_slot, {}),
    ],
)
def test_what_was_drawn_changes_with_a_reason_only(world, time, change, details):
    session = a_session(world)
    made = drawn(world, time, session)
    mine = {"last": slot(session, made.order[-1]).id, "first": world.session.id}
    details = {name: mine.get(value, value) for name, value in details.items()}
    first = slot(session, made.order[0])

    with pytest.raises(ReasonNeeded):
        change(first, by=world.organizer, **details)
    assert numbers(session) == made.order
    change(slot(session, made.order[0]), by=world.organizer, reason="航班延误", **details)

    assert numbers(session) != made.order
    assert (last_change(session).reason, last_change(session).by_id) == (
        "航班延误",
        world.organizer.id,
    )


def test_what_was_drawn_is_not_moved_by_a_touch(world, time):
    session = a_session(world)
    made = drawn(world, time, session)

    with pytest.raises(ReasonNeeded):
        actions.move_slot(slot(session, made.order[1]), by=world.organizer, step=-1)


def test_an_entry_goes_to_the_end_of_another_session_of_its_panel_and_keeps_its_marks(world):
    other = a_session(world, entries=1)
    mark(world)
    mine = next(one for one in world.session.slots if one.entry_id == world.entry.id)
    added = mine.added_at

    actions.transfer_slot(mine, by=world.organizer, session_id=other.id)

    assert numbers(other) == ["N1", world.entry.number]
    assert numbers(world.session) == [world.rival_entry.number]
    assert db.session.get(Slot, mine.id).added_at == added
    assert [one.points for one in world.ballot.marks] == [Decimal("18.5")]
    assert last_change(world.session).method is OrderMethod.LEFT
    assert last_change(other).method is OrderMethod.JOINED


def test_an_entry_that_is_being_marked_does_not_go_before_another_panel(world):
    panel = create_panel(world.contest, by=world.organizer, name="第二评审组")
    other = a_session(world, entries=1, panel_id=panel.id)
    mine = next(one for one in world.session.slots if one.entry_id == world.entry.id)

    with pytest.raises(actions.MarkedElsewhere):
        actions.transfer_slot(mine, by=world.organizer, session_id=other.id)

    assert numbers(other) == ["N1"]


def test_before_another_panel_recusals_are_looked_for_anew(world, time):
    panel = create_panel(world.contest, by=world.organizer, name="第二评审组")
    judge = add_judge("third", world.body.id)
    employ(judge, "NEW000000000000001")
    seat_judge(panel, by=world.organizer, judge_id=judge.id, kind="technical")
    other, session = a_session(world, entries=0, panel_id=panel.id), a_session(world)
    mine = slot(session, "N1")
    time.now += timedelta(minutes=5)

    actions.transfer_slot(mine, by=world.organizer, session_id=other.id)

    assert {(r.judge_id, r.entry_id) for r in recusals(world)} >= {(judge.id, mine.entry_id)}
    assert db.session.get(Slot, mine.id).added_at == time.now


def test_an_entry_stays_in_its_contest(world):
    session = a_session(world)

    for target in (session.id, 999):
        with pytest.raises(actions.NoSuchSession):
            actions.transfer_slot(session.slots[0], by=world.organizer, session_id=target)


def test_who_is_not_there_is_noted_and_called_again_at_the_end(world, time):
    session = a_session(world)
    time.now = session.starts_at

    actions.miss_turn(slot(session, "N2"), by=world.organizer, reason="叫号三次无人应答")

    missed = missed_turn_of(slot(session, "N2").entry_id)
    assert (missed.missed_at, missed.reason) == (time.now, "叫号三次无人应答")
    assert numbers(session) == ["N1", "N2", "N3", "N4"]
    with pytest.raises(actions.NotMissing):
        actions.miss_turn(slot(session, "N2"), by=world.organizer, reason="又一次")

    time.now += HOUR
    actions.recall_slot(slot(session, "N2"), by=world.organizer)

    assert numbers(session) == ["N1", "N3", "N4", "N2"]
    assert missed_turn_of(slot(session, "N2").entry_id) is None
    (kept,) = db.session.query(MissedTurn).all()
    assert (kept.recalled_at, kept.recalled_by_id) == (time.now, world.organizer.id)
    assert last_change(session).method is OrderMethod.RECALLED


def test_nobody_is_called_again_who_was_not_missed(world):
    with pytest.raises(actions.NotMissed):
        actions.recall_slot(world.session.slots[0], by=world.organizer)


def test_nobody_is_missed_before_the_session_begins(world):
    session = a_session(world)

    with pytest.raises(actions.NotYetCalled):
        actions.miss_turn(session.slots[0], by=world.organizer, reason="没来")


def test_a_missed_turn_and_a_withdrawal_touch_no_mark(world):
    mark(world)
    mine = next(one for one in world.session.slots if one.entry_id == world.entry.id)

    actions.miss_turn(mine, by=world.organizer, reason="提前离场")
    actions.recall_slot(mine, by=world.organizer)
    with acting("test.withdrawn", world.entry, by=None):
        db.session.get(Entry, world.entry.id).state = EntryState.WITHDRAWN

    assert [one.points for one in world.ballot.marks] == [Decimal("18.5")]
    with pytest.raises(actions.NotMissing):
        actions.miss_turn(mine, by=world.organizer, reason="已退出")


def test_an_order_drawn_by_hand_is_typed_in_with_its_witnesses(world):
    session = a_session(world)
    order = [slot(session, number).id for number in ("N3", "N1", "N4", "N2")]

    type_order(session, by=world.organizer, slot_ids=order, witness=WITNESS)

    assert numbers(session) == ["N3", "N1", "N4", "N2"]
    change = last_change(session)
    assert (change.method, change.witness) == (OrderMethod.TYPED, WITNESS)


def test_a_typed_order_holds_each_entry_once(world):
    session = a_session(world)
    a, b, c, d = (one.id for one in session.slots)
    elsewhere = world.session.slots[0].id

    for wrong in ([a, b, c], [a, b, c, c], [a, b, c, elsewhere], [a, b, c, d, d]):
        with pytest.raises(OtherEntries):
            type_order(session, by=world.organizer, slot_ids=wrong, witness=WITNESS)


def _recused(world):
    """Return a session in which a judge would leave twice, and need to leave only once."""
    session = a_session(world)
    for number in ("N1", "N3"):
        recuse(slot(session, number).entry, world.judge, state=RecusalState.POTENTIAL)
    return session


def test_the_order_with_the_fewest_leavings_is_applied_as_it_was_shown(world):
    session = _recused(world)
    found = suggested(session)
    assert (found.before, found.after) == (2, 1)

    rearrange(session, by=world.organizer, shown=[one.id for one in found.order])

    assert numbers(session) == ["N2", "N4", "N1", "N3"]
    change = last_change(session)
    assert (change.method, change.leavings_before, change.leavings_after) == (
        OrderMethod.FEWEST,
        2,
        1,
    )


def test_what_was_shown_otherwise_is_not_applied(world):
    session = _recused(world)
    shown = [one.id for one in suggested(session).order]
    recuse(slot(session, "N2").entry, world.judge)

    with pytest.raises(ShownOtherwise):
        rearrange(session, by=world.organizer, shown=shown)


def test_an_order_that_was_computed_changes_without_a_word(world):
    session = _recused(world)
    found = [one.id for one in suggested(session).order]
    rearrange(session, by=world.organizer, shown=found)

    actions.move_slot(slot(session, "N4"), by=world.organizer, step=-1)

    assert numbers(session) == ["N4", "N2", "N1", "N3"]


def test_a_new_entry_joins_a_drawn_order_at_its_end(world, time):
    session = a_session(world, entries=3)
    made = drawn(world, time, session)
    late = add_entry(world, 9)

    add_entries(session, by=world.organizer, entry_ids=[late.id])

    assert numbers(session) == [*made.order, "N9"]
