"""How admitted entries leave a contest: absence, giving up and disqualification."""

import pytest
from sqlalchemy import select

from awards.states import AwardState
from contest.actions.screening import (
    HasResult,
    NotOnStageYet,
    NotPossible,
    disqualify_entry,
    record_giving_up,
    record_no_show,
)
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.states import EntryState
from judging.actions.sessions import remove_slot
from judging.models import Slot
from tests.awards.awarding import award_first, publish_standings
from tests.judging.counting import add_entry, set_contest
from tests.world import DAY

MINUTE = DAY / 1440


def test_absence_and_disqualification_are_two_things(world):
    record_no_show(world.entry, reason="未到场", by=world.organizer)
    disqualify_entry(world.rival_entry, reason="数据造假", by=world.organizer)

    letters = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).all()
    assert (world.entry.state, world.rival_entry.state) == (
        EntryState.NO_SHOW,
        EntryState.DISQUALIFIED,
    )
    assert ["取消参赛资格" in letters[0].subject, "路演缺席" in letters[1].subject] == [
        True,
        True,
    ]


def test_nobody_misses_a_roadshow_before_their_turn(world, visit, time):
    page, way = (
        f"/entries/{world.rival_entry.id}/screening",
        f"/entries/{world.rival_entry.id}/no-show",
    )
    before = visit(world.organizer).get(page).text
    with pytest.raises(NotOnStageYet, match="2026-03-02 17:12"):
        record_no_show(world.rival_entry, reason="未到场", by=world.organizer)
    time.now += 12 * MINUTE

    after = visit(world.organizer).get(page).text
    record_no_show(world.rival_entry, reason="未到场", by=world.organizer)

    assert (way in before, way in after) == (False, True)
    assert world.rival_entry.state is EntryState.NO_SHOW


def test_without_a_turn_nobody_misses_a_roadshow_before_it_begins(world, time):
    entry = add_entry(world, "no turn")
    slot = db.session.scalars(select(Slot).where(Slot.entry_id == entry.id)).one()
    remove_slot(slot, by=world.organizer)
    set_contest(world.contest, roadshow_from=time.now + MINUTE)

    with pytest.raises(NotOnStageYet):
        record_no_show(entry, reason="未到场", by=world.organizer)


def test_only_an_admitted_entry_can_miss_its_roadshow(world):
    disqualify_entry(world.entry, reason="数据造假", by=world.organizer)

    with pytest.raises(NotPossible):
        record_no_show(world.entry, reason="未到场", by=world.organizer)


def test_who_has_a_published_score_did_not_miss_the_roadshow(world):
    publish_standings(world)

    with pytest.raises(HasResult, match="成绩"):
        record_no_show(world.entry, reason="未到场", by=world.organizer)


def test_giving_up_in_writing_is_recorded_after_the_result_is_published(world, visit):
    award = award_first(world)
    client, page = visit(world.organizer), f"/entries/{world.entry.id}"
    assert f"{page}/giving-up" in client.get(f"{page}/screening").text

    asked = client.get(f"{page}/giving-up").text
    nothing_said = client.post(f"{page}/giving-up", data={"reason": " "})
    answer = client.post(f"{page}/giving-up", data={"reason": "3 月 9 日书面声明"})

    letter = db.session.scalars(select(MailMessage).order_by(MailMessage.id.desc())).first()
    assert "企业以书面声明放弃时使用" in asked
    assert "写明书面声明的日期" in asked
    assert (nothing_said.status_code, answer.status_code) == (422, 302)
    assert (world.entry.state, award.state) == (EntryState.WITHDRAWN, AwardState.REVOKED)
    assert "项目已放弃" in letter.subject
    assert "3 月 9 日书面声明" in letter.body


def test_a_draft_is_not_given_up_for_its_enterprise(world):
    with pytest.raises(NotPossible):
        record_giving_up(world.draft, reason="声明", by=world.organizer)
