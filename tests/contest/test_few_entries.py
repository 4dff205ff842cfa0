"""Challenges with too few entries: flagged until somebody decides, never silently scored."""

import pytest
from sqlalchemy import select

from contest import worklist
from contest.actions.challenges import (
    NotFew,
    ReasonNeeded,
    ResultPublished,
    close_challenge,
    keep_challenge,
)
from contest.actions.contests import cancel_contest
from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.states import EntryState
from tests.awards.awarding import publish_standings

WHY = "场景特殊，两家方案均成熟。"


@pytest.fixture
def thin(world, time):
    time.now = world.open_contest.entries_close_at
    return world.open_challenge


@pytest.fixture
def told(app, world, visit):
    """Return whether the organizer is told of the challenge: on the list, and as work."""

    def _told():
        page = visit(world.organizer).get("/screening").text
        with app.test_request_context():
            work = str(worklist.items(world.organizer))
        return "个榜单有效揭榜不足" in page, world.open_challenge.title in work

    return _told


def test_a_decision_to_judge_all_the_same_ends_the_flag(world, thin, told):
    before = told()

    keep_challenge(thin, by=world.organizer, reason=WHY)

    assert (before, told()) == ((True, True), (False, False))
    assert (thin.kept_by, thin.kept_reason) == (world.organizer, WHY)


def test_closing_the_challenge_ends_the_flag_too(world, thin, told):
    close_challenge(thin, by=world.organizer, reason="无人揭榜")

    assert told() == (False, False)


def test_entries_end_with_a_challenge_closed_once_they_are_in(world, thin):
    with acting("test.submitted", thin.contest, by=None):
        world.draft.submitted_at, world.draft.state = clock.now(), EntryState.SUBMITTED

    close_challenge(thin, by=world.organizer, reason="场景已停建")

    assert (world.draft.state, world.draft.state_reason) == (EntryState.CLOSED, "场景已停建")
    assert "已提交的项目不再评审" in thin.corrections[-1].text


def test_a_challenge_closed_while_enterprises_may_still_enter_keeps_its_entries(world):
    with acting("test.submitted", world.open_contest, by=None):
        world.draft.submitted_at, world.draft.state = clock.now(), EntryState.SUBMITTED

    close_challenge(world.open_challenge, by=world.organizer, reason="名额已满")

    assert world.draft.state is EntryState.SUBMITTED
    assert "不再接受报名" in world.open_challenge.corrections[-1].text


def test_a_challenge_whose_result_is_published_is_not_closed(world):
    publish_standings(world)

    with pytest.raises(ResultPublished):
        close_challenge(world.challenge, by=world.organizer, reason="场景已停建")

    assert world.entry.state is EntryState.ADMITTED


def test_closing_is_offered_until_the_result_is_published(world, visit):
    client, desk = visit(world.organizer), f"/desk/challenges/{world.challenge.id}"
    before = client.get(desk).text

    publish_standings(world)
    after = client.get(desk).text
    refused = client.post(f"{desk}/closing", data={"reason": "场景已停建"})

    assert (f"{desk}/closing" in before, f"{desk}/closing" in after) == (True, False)
    assert refused.status_code == 422
    assert "这个榜单的结果已公布，不能再关闭。" in refused.text
    assert "场景已停建" in refused.text  # what was typed stays


@pytest.mark.sqlite_only  # what is offered does not depend on the database
def test_nothing_is_to_be_decided_once_the_contest_is_cancelled(world, visit, thin, told):
    cancel_contest(world.open_contest, by=world.organizer, reason="停办")

    assert told() == (False, False)
    assert "/keeping" not in visit(world.organizer).get(f"/desk/challenges/{thin.id}").text
    with pytest.raises(NotFew):
        keep_challenge(thin, by=world.organizer, reason=WHY)


def test_the_decision_needs_a_reason_and_is_taken_once(world, thin):
    with pytest.raises(ReasonNeeded):
        keep_challenge(thin, by=world.organizer, reason=" ")
    keep_challenge(thin, by=world.organizer, reason=WHY)

    with pytest.raises(NotFew):
        keep_challenge(thin, by=world.second_organizer, reason="再来一次")


def test_nothing_is_decided_while_enterprises_may_still_enter(world, time):
    with pytest.raises(NotFew, match="报名截止后"):
        keep_challenge(world.open_challenge, by=world.organizer, reason=WHY)


def test_the_issuer_is_told_why(world, thin):
    keep_challenge(thin, by=world.organizer, reason=WHY)

    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert letter.recipient == world.issuer.email
    assert WHY in letter.body


def test_the_organizer_decides_on_a_page_of_its_own(world, visit, thin):
    client, desk = visit(world.organizer), f"/desk/challenges/{thin.id}"
    before = client.get(desk).text

    answer = client.post(f"{desk}/keeping", data={"reason": WHY})

    assert answer.headers["Location"] == desk
    assert f'href="{desk}/keeping"' in before
    after = client.get(desk).text
    assert f'href="{desk}/keeping"' not in after
    assert WHY in after
    assert world.organizer.name in after
