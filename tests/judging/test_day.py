"""What a judge's tablet asks for all evening: its own entries, cheaply, and nothing of others."""

from datetime import timedelta

import pytest

from contest.core.db import db
from judging.actions import closing, stage
from judging.models import HelpCall, Presence
from judging.timer import Phase
from tests.judging.live import all_marked, mark, on_stage, running, slots
from tests.judging.people import recuse
from tests.world import MONDAY


@pytest.fixture
def tablet(world, visit):
    return visit(world.judge)


def day(client, **asked):
    return client.get("/api/v1/day", query_string=asked)


def test_the_day_tells_the_judges_own_sessions_and_entries(world, tablet):
    running(world)
    on_stage(world)
    stamp = world.session.timer.stamp
    stage.start_timer(world.session, by=world.organizer, phase=Phase.TALK, seen=stamp)

    told = day(tablet).json

    session = told["sessions"][0]
    assert told["judge"] == world.judge.id
    assert told["server_time"] == "2026-03-02T09:00:00.000000Z"
    assert (session["state"], session["on_stage"], session["paused"]) == (
        "running",
        world.entry.id,
        None,
    )
    assert session["timer"]["ends_at"] == "2026-03-02T09:08:00.000000Z"
    assert [entry["marking"] for entry in session["entries"]] == ["open", "waiting"]
    assert session["entries"][0]["ballot"] == {
        "uuid": "11111111-0000-4000-8000-000000000001",
        "version": 1,
        "state": "draft",
    }
    assert told["help"] is not None


def test_an_entry_that_the_judge_is_recused_from_is_not_in_their_day(world, tablet):
    running(world)
    recuse(world.entry, world.judge)
    stage.call_slot(slots(world)[0], by=world.organizer)

    session = day(tablet).json["sessions"][0]

    assert [entry["entry"] for entry in session["entries"]] == [world.rival_entry.id]
    assert session["on_stage"] is None


def test_no_mark_and_no_score_is_in_any_day(world, visit):
    all_marked(world)
    closing.close_session(world.session, by=world.organizer)
    closing.reveal_score(slots(world)[0], by=world.organizer)

    for judge in (world.judge, world.other_judge):
        said = day(visit(judge)).text
        assert not any(figure in said for figure in ("37.5", "45.0", "15.00", "18.00"))
    assert '"marking":"closed"' in said.replace(" ", "")


def test_an_unchanged_day_costs_two_statements(world, tablet, queries):
    tag = day(tablet).headers["ETag"]

    with queries() as made:
        answer = tablet.get("/api/v1/day", headers={"If-None-Match": tag})

    assert (answer.status_code, answer.data, len(made)) == (304, b"", 2)


@pytest.mark.parametrize("deed", ["called", "marked"])
def test_whatever_is_done_in_the_contest_changes_the_day(world, tablet, deed):
    running(world)
    if deed == "marked":
        on_stage(world)
    tag = day(tablet).headers["ETag"]

    if deed == "called":
        stage.call_slot(slots(world)[0], by=world.organizer)
    else:
        mark(world, world.other_judge, world.entry)

    assert tablet.get("/api/v1/day", headers={"If-None-Match": tag}).status_code == 200


def test_the_tablets_word_is_noted_at_most_every_fifteen_seconds(world, tablet, time):
    def seen():
        row = db.session.get(Presence, (world.session.id, world.judge.id))
        return row.seen_at, row.unsent, row.entry_id, row.skew, row.tablet

    told = {"unsent": 2, "entry": world.entry.id, "skew": -90, "tablet": "平板 3"}
    day(tablet, **told)
    assert seen() == (MONDAY, 2, world.entry.id, -90, "平板 3")
    time.now += timedelta(seconds=10)
    day(tablet, **told)
    assert seen()[0] == MONDAY
    time.now += timedelta(seconds=5)
    day(tablet, **told)
    assert seen()[0] == MONDAY + timedelta(seconds=15)
    day(tablet, **{**told, "unsent": 0})
    assert seen()[1] == 0


@pytest.mark.parametrize("odd", ["x", "-5", "9" * 30, ""])
def test_an_odd_word_of_a_tablet_brings_nothing_down(world, tablet, odd):
    answer = day(tablet, unsent=odd, entry=odd, skew=odd, tablet=odd * 50)

    assert answer.status_code == 200


def call(client, **sent):
    return client.post("/api/v1/help", json=sent)


def test_a_judge_calls_for_help(world, tablet):
    answer = call(tablet, session=world.session.id, entry=world.entry.id, words="平板有问题")

    assert answer.status_code == 201
    assert answer.json == {"at": "2026-03-02T09:00:00.000000Z", "answered_at": None}
    found = db.session.query(HelpCall).filter_by(answered_at=None).one()
    assert (found.judge_id, found.entry_id, found.words) == (
        world.judge.id,
        world.entry.id,
        "平板有问题",
    )


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"session": 1}, 400),
        ({"session": 1, "words": " "}, 400),
        ({"session": 99, "words": "来人"}, 404),
        ({"session": True, "words": "来人"}, 404),
        ({"session": 1, "entry": 999, "words": "来人"}, 404),
        ({"session": 1, "entry": [1], "words": "来人"}, 404),
        ([], 400),
    ],
)
def test_a_call_of_another_form_or_place_is_refused(world, tablet, sent, status):
    assert tablet.post("/api/v1/help", json=sent).status_code == status
