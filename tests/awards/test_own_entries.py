"""An enterprise's desk shows how each of its entries stands, and what comes next."""

import re

import pytest

from contest.actions.entries import enter_challenge
from contest.actions.screening import disqualify_entry
from contest.core.actions import acting
from contest.states import EntryState
from tests.awards.awarding import publish_standings
from tests.contest.challenges import a_published
from tests.judging.counting import make_known, set_contest
from tests.world import DAY


@pytest.fixture
def told(world, visit):
    """Return what the author's desk says of an entry, as one line of words."""

    def _told(entry):
        page = visit(world.author).get("/").text
        row = next(r for r in page.split("<tr>") if f'/entries/{entry.id}"' in r)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()

    return _told


def test_a_draft_has_its_deadline(world, told):
    assert "草稿" in told(world.draft)
    assert "报名截止 2026-03-15 17:00" in told(world.draft)


def test_what_was_submitted_waits_for_screening(world, told, time):
    with acting("test.submitted", world.draft, by=None):
        world.draft.submitted_at, world.draft.state = time.now, EntryState.SUBMITTED
    time.now = world.open_contest.entries_close_at

    assert "形式审查截止 2026-03-22 17:00" in told(world.draft)


def test_an_admitted_entry_has_its_turn_room_and_order(world, told):
    with acting("test.later", world.session, by=None):
        world.session.starts_at += DAY

    assert "路演 2026-03-03 17:00" in told(world.entry)
    assert "交通专场 · 二号厅 · 第 1 个上场" in told(world.entry)


def test_without_a_turn_the_roadshow_has_a_first_day(world, told):
    with acting("test.emptied", world.session, by=None):
        world.session.slots.clear()
    set_contest(world.contest, roadshow_from=world.contest.roadshow_from + 3 * DAY)

    assert "路演开始 2026-03-04 17:00" in told(world.entry)


def test_after_the_turn_comes_the_result_and_then_it_is_there(world, told):
    before = told(world.entry)
    make_known(publish_standings(world))

    assert "等待公布成绩" in before
    assert "查看成绩：第 1 名" in told(world.entry)


def test_who_was_taken_out_has_nothing_to_come(world, told):
    disqualify_entry(world.entry, by=world.organizer, reason="数据造假")

    assert "取消资格 —" in told(world.entry)


def test_results_are_counted(world, visit):
    make_known(publish_standings(world))

    assert "共 1 条" in visit(world.author).get("/results").text


@pytest.mark.parametrize("more", [0, 3])
def test_the_desk_costs_the_same_however_many_entries(world, visit, queries, more):
    for number in range(more):
        challenge = a_published(world, title=f"榜单 {number}")
        enter_challenge(challenge, by=world.author)
    client = visit(world.author)

    with queries() as made:
        page = client.get("/").text

    assert page.count("<tr>") == 1 + 2 + more
    assert len(made) == 14
