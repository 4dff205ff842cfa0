"""How admitted entries leave a contest: absence and disqualification."""

import pytest
from sqlalchemy import select

from contest.actions.screening import (
    HasResult,
    NotOnStageYet,
    NotPossible,
    disqualify_entry,
    record_no_show,
)
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.states import EntryState
from judging.actions.sessions import remove_slot
from judging.models import Slot
from tests.awards.awarding import publish_standings
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
