"""What waits before and while entries are marked."""

import pytest

from contest.core.actions import acting
from contest.core.db import db
from judging.actions import recusals
from judging.actions.rulesheets import begin_rule_sheet, propose_rule_sheet
from judging.models import Pledge
from judging.queries.rulesheets import digest_of
from judging.worklist import items
from tests.judging.people import add_entry, recuse
from tests.world import DAY


def titles(app, user):
    with app.test_request_context():
        return [(item.level, item.title) for item in items(user)]


def change(world, thing, **values):
    with acting("test.changed", thing, by=None):
        for name, value in values.items():
            setattr(thing, name, value)


@pytest.fixture(autouse=True)
def quiet(world):
    """Leave nothing to do in the contest that still takes entries."""
    recusals.dismiss_recusal(world.recusal, by=world.organizer, reason="已核实")
    recusals.decline_request(world.request, by=world.organizer, reason="无此人")


def test_a_contest_without_a_sealed_rule_sheet_is_on_the_list(app, world, time):
    assert titles(app, world.organizer) == [("warm", "评审规则尚未封存")]

    time.now = world.open_contest.roadshow_from - DAY

    assert titles(app, world.organizer) == [("hot", "评审规则尚未封存")]


def test_a_proposed_change_waits_for_the_second_person(app, world):
    sheet = begin_rule_sheet(world.contest, by=world.organizer)
    propose_rule_sheet(sheet, by=world.organizer, reason="评委建议", digest=digest_of(sheet))

    assert ("warm", "评审规则的修改待第二人封存") in titles(app, world.second_organizer)


def test_undecided_recusals_and_unanswered_requests_are_counted(app, world):
    recuse(world.entry, world.judge)
    recuse(world.rival_entry, world.other_judge)
    recusals.request_recusal(
        world.entry, by=world.author, named="某人", detail="有关系", evidence=None
    )

    found = titles(app, world.organizer)

    assert ("hot", "2 项回避待确认") in found
    assert ("warm", "1 份回避申请待答复") in found


def test_admitted_entries_without_a_slot_are_counted(app, world):
    add_entry(world, 1)

    assert ("hot", "1 个通过审查的项目未排场次") in titles(app, world.organizer)


@pytest.mark.parametrize(
    ("quorum", "listed"), [({"quorum": 2}, True), ({"quorum_commercial": 1}, True), ({}, False)]
)
def test_entries_below_the_quorum_are_counted(app, world, quorum, listed):
    change(world, world.rule_sheet, **quorum)
    recusal = recuse(world.entry, world.judge)
    recusals.confirm_recusal(recusal, by=world.organizer, reason="属实")

    found = ("hot", "1 个项目评委不足法定人数") in titles(app, world.organizer)

    assert found is listed


def test_an_undecided_recusal_does_not_yet_break_the_quorum(app, world):
    change(world, world.rule_sheet, quorum=2)
    recuse(world.entry, world.judge)

    assert "1 个项目评委不足法定人数" not in dict(map(reversed, titles(app, world.organizer)))


def test_another_body_sees_nothing_of_it(app, world):
    recuse(world.entry, world.judge)

    assert titles(app, world.other_organizer) == []
    assert titles(app, world.supervisor) == []


def test_a_judge_signs_declares_and_marks(app, world):
    pledge = db.session.get(Pledge, (world.contest.id, world.judge.id))
    assert titles(app, world.judge) == [("hot", "还有 2 个项目待评分")]

    change(world, pledge, declared_at=None)
    assert titles(app, world.judge) == [("hot", "申报回避")]

    with acting("test.unsigned", world.contest, by=None):
        db.session.delete(pledge)
    assert titles(app, world.judge) == [("hot", "签署评审承诺")]


def test_what_was_not_marked_in_time_still_waits_until_the_roadshow_ends(app, world, time):
    time.now += DAY
    assert titles(app, world.judge) == [("hot", "还有 2 个项目待评分")]

    time.now = world.contest.roadshow_until
    assert titles(app, world.judge) == []


def test_a_session_of_another_day_does_not_press_yet(app, world):
    change(world, world.session, starts_at=world.session.starts_at + DAY)

    assert titles(app, world.judge) == []


def test_who_has_begun_goes_on(app, world):
    with app.test_request_context():
        begun, fresh = items(world.judge), items(world.other_judge)

    assert ([item.label for item in begun], [item.label for item in fresh]) == (
        ["继续打分"],
        ["去评分"],
    )
