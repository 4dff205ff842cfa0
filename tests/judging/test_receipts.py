"""Every save is answered by a receipt that its tablet can check; what is late is kept apart."""

from datetime import timedelta
from hashlib import sha256

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.core.merkle import root_from_path
from contest.core.places import leaf_of
from contest.core.trees import tree_of
from judging.models import LateBallot, MarksWhen
from judging.sent import NoBallot, read_sent
from judging.states import BallotState, SessionState
from tests.judging.test_ballots import WHOLE, given, put
from tests.world import MONDAY

MINUTE = timedelta(minutes=1)
FULL = {"understanding": "17.50", "solution": "31.00", "cost": "28.50"}


def verify(client, receipt):
    key = client.get("/api/v1/receipt-key").json
    signed = {name: value for name, value in receipt.items() if name != "signature"}
    assert receipt["key"] == key["key"]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["public_key"]))
    public.verify(bytes.fromhex(receipt["signature"]), rfc8785.dumps(signed))


def digest(world, *, state, marks=FULL):
    named = {"uuid": world.ballot.uuid, "entry": world.entry.id, "judge": world.judge.id}
    return sha256(rfc8785.dumps({**named, "state": state, "marks": marks})).hexdigest()


def run_session(world, **values):
    with acting("test.session", world.session, by=None):
        for name, value in values.items():
            setattr(world.session, name, value)


def close_session(world, at):
    run_session(world, state=SessionState.RUNNING)
    run_session(world, state=SessionState.CLOSED, closed_at=at)


def shows(receipt):
    """Return whether the receipt's content is in the log, as its proof has it."""
    leaf = leaf_of(receipt["leaf"], receipt["content"])
    size, path = receipt["sequence"], [bytes.fromhex(node) for node in receipt["proof"]]
    root = root_from_path(leaf, size - 1, size, path)
    return (
        root is not None
        and root.hex() == receipt["root"] == tree_of(receipt["chain"], size).root.hex()
    )


def late_ones(world):
    query = select(LateBallot).where(LateBallot.contest_id == world.contest.id)
    return db.session.scalars(query).all()


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_receipt_is_signed_over_just_what_was_sent(world, visit, state):
    client = visit(world.judge)

    receipt = put(client, world.ballot.uuid, version=1, marks=WHOLE, state=state).json["receipt"]

    verify(client, receipt)
    assert receipt["content"] == digest(world, state=state)
    assert (receipt["kept_as"], receipt["state"]) == ("ballot", state)


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_receipt_shows_its_content_to_be_in_the_log(world, visit, state):
    client, uuid = visit(world.judge), world.ballot.uuid

    receipt = put(client, uuid, version=1, marks=WHOLE, state=state).json["receipt"]
    read = client.get(f"/api/v1/ballots/{uuid}").json["receipt"]

    assert shows(receipt)
    assert read == receipt


def test_a_receipt_that_was_touched_does_not_verify(world, visit):
    client = visit(world.judge)
    receipt = put(client, world.ballot.uuid, version=1, marks=WHOLE).json["receipt"]

    with pytest.raises(InvalidSignature):
        verify(client, {**receipt, "version": receipt["version"] + 1})


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_the_same_ballot_again_gets_the_same_receipt(world, visit, time, state):
    client, sent = visit(world.judge), {"version": 1, "marks": WHOLE, "state": state}
    first = put(client, world.ballot.uuid, **sent)
    time.now += MINUTE

    again = put(client, world.ballot.uuid, **sent)

    assert (again.status_code, again.json) == (200, first.json)


def test_a_ballot_is_saved_and_submitted_in_one(world, visit):
    answer = put(visit(world.judge), world.ballot.uuid, version=1, marks=WHOLE, state="submitted")

    assert (answer.status_code, answer.json["state"]) == (200, "submitted")
    assert world.ballot.state is BallotState.SUBMITTED


def test_a_ballot_with_a_gap_is_kept_as_it_was(world, visit):
    answer = put(
        visit(world.judge), world.ballot.uuid, version=1, marks={"cost": "1"}, state="submitted"
    )

    assert (answer.status_code, answer.json["code"]) == (409, "not_complete")
    assert given(world.ballot) == {}


def test_a_second_tablet_is_warned_and_takes_over_by_choice(world, visit):
    client, uuid = visit(world.judge), world.ballot.uuid
    put(client, uuid, version=1, marks={"cost": "1"}, holder="one")

    held = put(client, uuid, version=2, marks={"cost": "2"}, holder="two")
    taken = put(client, uuid, version=2, marks={"cost": "2"}, holder="two", takes_over=True)
    old = put(client, uuid, version=2, marks={"cost": "3"}, holder="one")

    assert (held.status_code, held.json["code"], held.json["version"]) == (409, "held", 2)
    assert (taken.status_code, taken.json["version"]) == (200, 3)
    assert (old.status_code, old.json["code"]) == (409, "stale")
    assert old.json["marks"]["cost"] == "2.00"


def test_a_take_over_without_a_change_locks_the_other_out_too(world, visit):
    client, uuid = visit(world.judge), world.ballot.uuid
    put(client, uuid, version=1, marks={"cost": "1"}, holder="one")

    put(client, uuid, version=2, marks={"cost": "1"}, holder="two", takes_over=True)

    answer = put(client, uuid, version=3, marks={"cost": "3"}, holder="one")
    assert (answer.status_code, answer.json["code"]) == (409, "held")


def test_marks_wait_until_the_entry_is_called(world, visit):
    run_session(world, marks_when=MarksWhen.CALLED)
    client, uuid = visit(world.judge), world.ballot.uuid

    early = put(client, uuid, version=1, marks=WHOLE)
    with acting("test.called", world.slot, by=None):
        world.slot.marking_opened_at = MONDAY
    called = put(client, uuid, version=1, marks=WHOLE)

    assert (early.status_code, early.json["code"]) == (409, "not_called")
    assert called.status_code == 200


def told_at(made, sent):
    return {"made_at": made.isoformat(), "sent_at": sent.isoformat()}


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=3), timedelta(days=-400)])
def test_what_was_made_before_closing_is_kept_apart_whatever_the_tablets_clock(world, visit, ahead):
    close_session(world, MONDAY - MINUTE)
    client, uuid = visit(world.judge), world.ballot.uuid
    at = told_at(MONDAY + ahead - 2 * MINUTE, MONDAY + ahead)

    answer = put(client, uuid, version=1, marks=WHOLE, state="submitted", **at)

    verify(client, answer.json["receipt"])
    (late,) = late_ones(world)
    assert (answer.status_code, answer.json["receipt"]["kept_as"]) == (202, "late")
    assert shows(answer.json["receipt"])
    assert answer.json["receipt"]["content"] == digest(world, state="submitted")
    assert (late.made_at, late.skew) == (MONDAY - 2 * MINUTE, ahead.total_seconds())
    assert (given(world.ballot), late.marks, late.whole) == ({}, FULL, True)


def test_a_late_ballot_sent_twice_is_kept_once(world, visit):
    close_session(world, MONDAY - MINUTE)
    client, at = visit(world.judge), told_at(MONDAY - 2 * MINUTE, MONDAY)

    first, again = (put(client, world.ballot.uuid, version=1, marks=WHOLE, **at) for _ in range(2))

    assert (len(late_ones(world)), again.json) == (1, first.json)


@pytest.mark.parametrize("at", [{}, told_at(MONDAY - MINUTE, MONDAY), told_at(MONDAY, MONDAY)])
def test_what_was_made_after_closing_is_refused(world, visit, at):
    close_session(world, MONDAY - MINUTE)

    answer = put(visit(world.judge), world.ballot.uuid, version=1, marks=WHOLE, **at)

    assert (answer.status_code, answer.json["code"], late_ones(world)) == (409, "closed", [])


def test_after_closing_the_receipt_of_a_lost_answer_can_still_be_had(world, visit):
    client, sent = visit(world.judge), {"version": 1, "marks": WHOLE, "state": "submitted"}
    first = put(client, world.ballot.uuid, **sent)
    close_session(world, MONDAY)

    again = put(client, world.ballot.uuid, **sent)

    assert (again.status_code, again.json) == (200, first.json)


def test_after_the_last_moment_of_the_roadshow_too(world, visit, time):
    made, time.now = world.contest.roadshow_until - MINUTE, world.contest.roadshow_until + MINUTE

    answer = put(
        visit(world.judge), world.ballot.uuid, version=1, marks=WHOLE, **told_at(made, time.now)
    )

    assert (answer.status_code, len(late_ones(world))) == (202, 1)


@pytest.mark.parametrize(
    "odd",
    [
        {"state": "void"},
        {"state": 1},
        {"holder": "x" * 65},
        {"holder": "甲"},
        {"takes_over": 1},
        {"made_at": "2026-11-26T08:00:00"},
        {"made_at": 5},
        {"sent_at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_odd_words_of_a_tablet_are_refused(odd):
    with pytest.raises(NoBallot):
        read_sent("22222222-0000-4000-8000-000000000002", {"version": 1, "marks": {}, **odd})
