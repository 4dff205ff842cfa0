"""The pages of panels and sessions."""

from datetime import timedelta

import pytest

from contest.core.db import db
from judging.actions import panels
from judging.models import Session
from judging.states import BallotState
from tests.judging.people import add_entry, add_judge, recuse
from tests.world import MONDAY


def fields(world, **changes):
    return {
        "name": "医疗专场",
        "room": "一号厅",
        "starts_at": "2026-03-02T18:00",
        "panel_id": world.panel.id,
        **changes,
    }


def test_a_judge_is_seated_for_the_kind_of_their_profile(world, visit):
    judge = add_judge("third", world.body.id)
    url = f"/panels/{world.panel.id}/seats"

    visit(world.organizer).post(url, data={"judge_id": judge.id, "kind": ""})

    db.session.expire_all()
    assert [(s.judge_id, s.kind) for s in world.panel.seats][-1] == (judge.id, "technical")


def test_judges_of_another_body_are_neither_offered_nor_taken(world, visit):
    stranger = add_judge("stranger", world.other_body.id)
    client = visit(world.organizer)

    page = client.get(f"/contests/{world.contest.id}/panels").text
    client.post(f"/panels/{world.panel.id}/seats", data={"judge_id": stranger.id, "kind": ""})

    assert "stranger 老师" not in page
    assert stranger.id not in [seat.judge_id for seat in world.panel.seats]


def test_an_even_panel_is_pointed_out(world, visit):
    client, url = visit(world.organizer), f"/contests/{world.contest.id}/panels"
    assert "双数，建议改为单数" in client.get(url).text

    third = add_judge("third", world.body.id)
    panels.seat_judge(world.panel, by=world.organizer, judge_id=third.id, kind="technical")

    assert "双数，建议改为单数" not in client.get(url).text


def test_replacing_shows_what_is_lost_and_does_it(world, visit):
    judge = add_judge("third", world.body.id)
    client, url = visit(world.organizer), f"/seats/{world.seat.id}/replacement"

    page = client.get(url).text
    answer = client.post(url, data={"judge_id": judge.id, "kind": "", "reason": "突发疾病"})

    assert "1 份评分表，将全部作废" in page
    assert answer.status_code == 302
    assert world.ballot.state is BallotState.VOID
    assert "突发疾病" in client.get(f"/contests/{world.contest.id}/panels").text


def test_a_reason_is_asked_for_and_what_was_chosen_stays(world, visit):
    judge = add_judge("third", world.body.id)
    url = f"/seats/{world.seat.id}/replacement"

    answer = visit(world.organizer).post(url, data={"judge_id": judge.id, "kind": "commercial"})

    assert answer.status_code == 422
    assert f'<option selected value="{judge.id}">' in answer.text
    assert world.seat.left_at is None


def test_a_session_is_made_and_filled(world, visit):
    entry = add_entry(world, 1)
    client = visit(world.organizer)

    made = client.post(f"/contests/{world.contest.id}/sessions/new", data=fields(world))
    session = db.session.query(Session).filter_by(name="医疗专场").one()
    client.post(f"/sessions/{session.id}/entries", data={"entry_ids": [entry.id]})

    assert made.headers["Location"] == f"/sessions/{session.id}"
    assert session.starts_at == MONDAY + timedelta(hours=1)
    assert "新方案 1" in client.get(f"/sessions/{session.id}").text


def test_a_time_outside_the_roadshow_is_told_and_nothing_is_lost(world, visit):
    url = f"/contests/{world.contest.id}/sessions/new"

    answer = visit(world.organizer).post(url, data=fields(world, starts_at="2026-06-01T09:00"))

    assert answer.status_code == 422
    assert "不在赛程的路演时间之内" in answer.text
    assert "医疗专场" in answer.text


def test_the_order_is_changed_with_two_buttons(world, visit):
    client = visit(world.organizer)

    client.post(f"/slots/{world.slot.id}/move", data={"to": "down"})

    db.session.expire_all()
    assert [slot.entry_id for slot in world.session.slots] == [
        world.rival_entry.id,
        world.entry.id,
    ]


def test_an_entry_without_enough_judges_is_shown_in_words(world, visit):
    for judge in (world.judge, world.other_judge):
        recuse(world.entry, judge, state="potential")
    client, url = visit(world.organizer), f"/sessions/{world.session.id}"

    page = client.get(url).text

    assert "2 位待确认" in page


@pytest.mark.parametrize("extra", [0, 5])
@pytest.mark.parametrize(
    ("path", "statements"),
    [
        ("/contests/{c}/panels", 8),
        ("/contests/{c}/sessions", 11),
        ("/sessions/{s}", 15),
        ("/contests/{c}/recusals", 11),
    ],
)
def test_pages_cost_the_same_however_many_rows(world, visit, queries, extra, path, statements):
    _more(world, extra)
    client = visit(world.organizer)
    url = path.format(c=world.contest.id, s=world.session.id)

    with queries() as made:
        page = client.get(url)

    assert page.status_code == 200
    assert len(made) == statements


def _more(world, extra):
    for number in range(extra):
        judge = add_judge(f"more{number}", world.body.id)
        panels.seat_judge(world.panel, by=world.organizer, judge_id=judge.id, kind="technical")
        recuse(world.entry, judge)
        add_entry(world, number)
