"""What the work list says about standings, and to whom."""

from datetime import timedelta

import pytest

from judging.actions import editions
from judging.worklist_standings import items
from tests.judging.counting import make_known, mark, mark_all, rule


@pytest.fixture
def request_context(app):
    with app.test_request_context():
        yield


@pytest.fixture
def titles(request_context):
    """Return the titles that wait for a person about the contest on its roadshow."""

    def _titles(user):
        return [item.title for item in items(user) if item.title.startswith("contest ")]

    return _titles


def compute(world):
    return editions.compute_edition(world.contest, by=world.organizer)


def test_after_the_roadshow_the_organizer_is_asked_to_compute(world, titles, time):
    mark_all(world)
    during = titles(world.organizer)
    time.now = world.contest.roadshow_until

    assert during == []
    assert titles(world.organizer) == ["contest 场景大赛：可以计算排名"]
    assert titles(world.other_organizer) == []


def test_a_contest_without_ballots_asks_for_nothing(world, titles, time):
    time.now = world.contest.roadshow_until + timedelta(days=1)

    assert titles(world.organizer) == []


def test_a_computed_edition_waits_to_be_published(world, titles):
    mark_all(world)
    compute(world)

    assert titles(world.organizer) == ["contest 场景大赛：排名待发布"]


def test_a_tie_for_people_comes_before_publishing(world, titles):
    rule(world, ties=["lot"])
    for entry in (world.entry, world.rival_entry):
        mark(world, entry, world.judge, "18 35 34")
        mark(world, entry, world.other_judge, "17 36 34")
    compute(world)

    assert titles(world.organizer) == ["contest 场景大赛：有同分待裁定"]


def test_the_enterprise_hears_of_its_result_once_it_is_public(world, request_context, time):
    mark_all(world)
    edition = compute(world)
    editions.publish_edition(edition, by=world.organizer)
    before = items(world.author)
    make_known(edition)

    after = items(world.author)

    assert (before, [item.title for item in after]) == ([], ["成绩已公布：entry 的方案"])
    time.now += timedelta(days=15)
    assert items(world.author) == []


def test_the_work_list_costs_two_statements(world, request_context, queries):
    organizer = world.organizer
    assert organizer.body_id

    with queries() as made:
        items(organizer)

    assert len(made) == 2
