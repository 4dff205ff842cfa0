"""Withdrawing an entry: until when, and who gets to know."""

import pytest
from sqlalchemy import select

from contest.actions.entries import withdraw_entry
from contest.core.actions import acting
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.states import ContestState, EntryState
from contest.withdrawing import ContestOver, ResultPublished
from judging import worklist
from tests.awards.awarding import publish_standings
from tests.judging.counting import set_contest
from tests.world import DAY


def test_a_withdrawal_asks_first_and_names_the_entry(world, visit):
    page = visit(world.author).get(f"/entries/{world.entry.id}/withdrawal").text

    assert "撤回后不能恢复" in page
    assert world.entry.number in page
    assert world.entry.title in page


def test_a_withdrawn_entry_has_ended_with_its_reason(world, visit):
    visit(world.author).post(f"/entries/{world.entry.id}/withdrawal", data={"reason": "人手不足"})

    assert (world.entry.state, world.entry.state_reason) == (EntryState.WITHDRAWN, "人手不足")


@pytest.mark.parametrize("state", [ContestState.CONCLUDED, ContestState.CANCELLED])
def test_nothing_is_withdrawn_from_a_contest_that_is_over(world, state):
    set_contest(world.contest, state=state)

    with pytest.raises(ContestOver):
        withdraw_entry(world.entry, by=world.author)

    assert world.entry.state is EntryState.ADMITTED


def test_an_entry_with_a_published_result_is_not_withdrawn(world):
    publish_standings(world)

    with pytest.raises(ResultPublished, match="书面联系组委会放弃"):
        withdraw_entry(world.entry, by=world.author)

    assert world.entry.state is EntryState.ADMITTED


def test_the_way_out_is_not_shown_once_the_result_is_published(world, visit):
    client, way = visit(world.author), f"/entries/{world.entry.id}/withdrawal"
    before = client.get(f"/entries/{world.entry.id}").text
    publish_standings(world)

    after, turned_back = client.get(f"/entries/{world.entry.id}").text, client.get(way)

    assert (way in before, way in after) == (True, False)
    assert turned_back.headers["Location"] == f"/entries/{world.entry.id}"


def test_the_organizers_learn_of_a_withdrawal_with_its_reason(world):
    withdraw_entry(world.entry, by=world.author, reason="人手不足")

    letters = db.session.scalars(
        select(MailMessage).where(MailMessage.subject.contains("项目已撤回"))
    ).all()
    told = {letter.recipient for letter in letters}
    assert told == {world.organizer.email, world.second_organizer.email}
    assert all(world.entry.title in letter.body for letter in letters)
    assert all("人手不足" in letter.body for letter in letters)


def test_nobody_is_told_of_a_draft_that_is_given_up(world):
    withdraw_entry(world.draft, by=world.author)

    query = select(MailMessage).where(MailMessage.subject.contains("撤回"))
    assert db.session.scalars(query).all() == []


def test_a_turn_left_empty_waits_for_the_organizer_until_its_session_begins(app, world, time):
    with acting("test.later", world.session, by=None):
        world.session.starts_at = time.now + DAY
    withdraw_entry(world.entry, by=world.author)

    with app.test_request_context():
        before = [item.title for item in worklist.items(world.organizer)]
        time.now = world.session.starts_at
        after = [item.title for item in worklist.items(world.organizer)]

    told = "1 个已撤回或退出的项目仍在路演场次中"
    assert (told in before, told in after) == (True, False)
