"""Drawing a session's order: promised, waited for, revealed; and what nobody learns before."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.core.actions import Refusal, acting
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.states import EntryState
from judging.actions import draws as actions
from judging.actions.orders import DrawWaits, rearrange, type_order
from judging.actions.sessions import add_entries, remove_session, remove_slot
from judging.draw import commitment_to, draw
from judging.models import Draw, DrawSalt, OrderChange, OrderMethod, Session
from judging.reordering import OrderFrozen, ReasonNeeded
from judging.states import DrawState, SessionState
from tests.contest.letters import last_letter, letters_to
from tests.judging.drawing import (
    HOUR,
    NUMBER,
    SOURCE,
    WITNESS,
    a_session,
    drawn,
    numbers,
    salt_of,
    sealed,
)
from tests.judging.people import add_entry
from tests.world import MONDAY


def reveal(world, made, number=NUMBER):
    actions.reveal_draw(made, by=world.organizer, public_number=number, witness=WITNESS)


def lines():
    return db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id.desc())).all()


def changes(session):
    query = select(OrderChange).where(OrderChange.session_id == session.id).order_by(OrderChange.id)
    return db.session.scalars(query).all()


def test_what_is_published_beforehand_is_all_but_the_salt(world):
    session = a_session(world)

    made = sealed(world, session)

    assert made.state is DrawState.SEALED
    assert (made.source, made.known_at, made.entries) == (
        SOURCE,
        MONDAY + HOUR,
        ["N1", "N2", "N3", "N4"],
    )
    assert made.commitment == commitment_to(salt_of(made))
    assert (made.salt, made.public_number, made.order) == ("", "", [])
    assert numbers(session) == ["N1", "N2", "N3", "N4"]


def test_the_log_tells_the_salt_only_once_it_is_revealed(world, time):
    made = sealed(world, a_session(world))
    salt = salt_of(made)
    assert lines()[0].verb == "draw.sealed"
    assert made.commitment in json.dumps(lines()[0].changes)
    assert not any(salt in json.dumps(line.changes) for line in lines())

    time.now += HOUR
    reveal(world, made)

    assert lines()[0].verb == "draw.drawn"
    assert salt in json.dumps(lines()[0].changes)
    assert db.session.get(DrawSalt, made.id) is None


def test_the_number_and_the_salt_give_the_order(world, time):
    session = a_session(world)
    made = sealed(world, session)
    salt = salt_of(made)
    time.now += HOUR

    reveal(world, made)

    expected = [one.entry for one in draw(made.entries, salt=salt, number=NUMBER)]
    assert numbers(session) == expected
    assert (made.state, made.salt, made.order) == (DrawState.DRAWN, salt, expected)
    last = changes(session)[-1]
    assert (last.method, last.order, last.draw_id) == (OrderMethod.DRAWN, expected, made.id)
    assert (last.witness, last.by_id, last.at) == (WITNESS, world.organizer.id, time.now)


def test_nothing_is_drawn_before_the_number_is_known(world, time):
    session = a_session(world)
    made = sealed(world, session)
    time.now += HOUR - timedelta(seconds=1)

    with pytest.raises(actions.NotKnownYet):
        reveal(world, made)

    assert numbers(session) == ["N1", "N2", "N3", "N4"]
    assert salt_of(made)


@pytest.mark.parametrize("known_at", [MONDAY, MONDAY - HOUR])
def test_a_number_that_is_known_already_decides_nothing(world, known_at):
    with pytest.raises(actions.KnownAlready):
        sealed(world, a_session(world), known_at=known_at)


def test_a_draw_happens_once(world, time):
    made = drawn(world, time, a_session(world))

    with pytest.raises(actions.NotSealed):
        reveal(world, made, "1")
    with pytest.raises(actions.NotSealed):
        actions.cancel_draw(made, by=world.organizer, reason="不满意")


def test_one_promise_waits_at_a_time(world):
    session = a_session(world)
    sealed(world, session)

    with pytest.raises(actions.AlreadySealed):
        sealed(world, session)


def test_one_entry_needs_no_draw(world):
    with pytest.raises(actions.TooFew):
        sealed(world, a_session(world, entries=1))


def test_a_salt_that_was_exchanged_draws_nothing(world, time):
    made = sealed(world, a_session(world))
    with acting("test.exchanged", made, by=None):
        db.session.get(DrawSalt, made.id).salt = "0" * 64
    time.now += HOUR

    with pytest.raises(actions.SaltBroken):
        reveal(world, made)

    assert db.session.get(Draw, made.id).state is DrawState.SEALED


def test_a_cancelled_draw_stays_on_record_with_its_salt(world):
    session = a_session(world)
    made = sealed(world, session)
    salt = salt_of(made)

    actions.cancel_draw(made, by=world.organizer, reason="改用摇号球")

    assert (made.state, made.salt, made.end_reason) == (DrawState.CANCELLED, salt, "改用摇号球")
    assert db.session.get(DrawSalt, made.id) is None
    assert sealed(world, session).number == 2


def test_a_second_draw_needs_a_reason_and_keeps_the_first_on_record(world, time):
    session = a_session(world)
    first = drawn(world, time, session)
    known_at = time.now + HOUR

    with pytest.raises(ReasonNeeded):
        sealed(world, session, known_at=known_at)
    second = drawn(world, time, session, known_at=known_at, reason="数字来源有误")

    first, old = db.session.get(Draw, first.id), first.order
    assert (first.state, first.end_reason) == (DrawState.SUPERSEDED, "数字来源有误")
    assert first.order == old
    assert (second.number, second.state) == (2, DrawState.DRAWN)


def test_who_leaves_in_the_meantime_is_passed_over(world, time):
    session = a_session(world)
    made = sealed(world, session)
    salt = salt_of(made)
    gone = next(slot for slot in session.slots if slot.entry.number == "N2")
    remove_slot(gone, by=world.organizer)
    time.now += HOUR

    reveal(world, made)

    all_of_them = [one.entry for one in draw(made.entries, salt=salt, number=NUMBER)]
    assert made.order == all_of_them
    assert numbers(session) == [entry for entry in all_of_them if entry != "N2"]


def test_who_joins_in_the_meantime_comes_last_and_can_be_drawn_for_later(world, time):
    session = a_session(world, entries=3)
    made = sealed(world, session)
    late = [add_entry(world, 7).id, add_entry(world, 8).id]
    add_entries(session, by=world.organizer, entry_ids=late)
    time.now += HOUR
    reveal(world, made)
    assert numbers(session) == [*made.order, "N7", "N8"]

    second = drawn(world, time, session, known_at=time.now + HOUR, late_only=True)

    assert (second.entries, sorted(second.ahead)) == (["N7", "N8"], ["N1", "N2", "N3"])
    assert numbers(session) == [*made.order, *second.order]
    assert db.session.get(Draw, made.id).state is DrawState.DRAWN


def test_nobody_is_late_where_nothing_was_settled(world):
    with pytest.raises(actions.TooFew):
        sealed(world, a_session(world), late_only=True)


def test_who_has_withdrawn_takes_no_part(world, time):
    session = a_session(world)
    gone = session.slots[0].entry
    with acting("test.withdrawn", gone, by=None):
        gone.state = EntryState.WITHDRAWN

    made = drawn(world, time, session)

    assert made.entries == ["N2", "N3", "N4"]
    assert numbers(session) == [*made.order, "N1"]


def test_marks_stay_where_the_order_is_drawn(world, time):
    before = world.ballot.saved_at, world.ballot.state, world.ballot.version
    made = drawn(world, time, world.session)

    assert numbers(world.session) == made.order
    assert (world.ballot.saved_at, world.ballot.state, world.ballot.version) == before


def test_an_announced_draw_is_not_overtaken(world):
    session = a_session(world)
    sealed(world, session)
    slots = [slot.id for slot in session.slots]

    with pytest.raises(DrawWaits):
        type_order(session, by=world.organizer, slot_ids=slots, witness=WITNESS)
    with pytest.raises(DrawWaits):
        rearrange(session, by=world.organizer, shown=slots)


def test_another_order_takes_the_draws_place_with_a_reason(world, time):
    session = a_session(world)
    made = drawn(world, time, session)
    slots = [slot.id for slot in session.slots]
    told = {"slot_ids": slots[::-1], "witness": WITNESS}

    with pytest.raises(ReasonNeeded):
        type_order(session, by=world.organizer, **told)
    type_order(session, by=world.organizer, reason="企业要求当面抽", **told)

    assert numbers(session) == made.order[::-1]
    assert db.session.get(Draw, made.id).state is DrawState.SUPERSEDED


def test_a_session_with_a_draw_on_record_stays(world):
    session = a_session(world, entries=2)
    sealed(world, session)
    for slot in list(session.slots):
        remove_slot(slot, by=world.organizer)

    with pytest.raises(Refusal, match="留存备查"):
        remove_session(session, by=world.organizer)


def test_a_session_that_was_filled_by_mistake_goes_with_its_changes(world):
    session = a_session(world, entries=2)
    number = session.id
    for slot in list(session.slots):
        remove_slot(slot, by=world.organizer)

    remove_session(session, by=world.organizer)

    assert db.session.get(Session, number) is None
    assert db.session.query(OrderChange).filter_by(session_id=number).count() == 0


def test_the_order_of_a_frozen_session_stands(world, time):
    session = a_session(world)
    made = sealed(world, session)
    with acting("test.frozen", session, by=None):
        for state in (SessionState.RUNNING, SessionState.CLOSED, SessionState.FROZEN):
            session.state = state
            db.session.flush()
    time.now += HOUR

    with pytest.raises(OrderFrozen):
        reveal(world, made)


def test_those_who_take_part_are_told_before_and_after(world, time):
    before = last_letter()
    made = sealed(world, world.session)

    (promise,) = letters_to(world.author, after=before)
    assert made.commitment in promise.body
    assert SOURCE in promise.body
    before = last_letter()
    time.now += HOUR
    reveal(world, made)

    (told,) = letters_to(world.author, after=before)
    place = made.order.index(world.entry.number) + 1
    assert f"第 {place} 个上场" in told.body
