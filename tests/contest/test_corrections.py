"""Corrections: a dated notice for all, and a letter to everybody who entered."""

import pytest

from contest.actions import corrections as actions
from contest.core.actions import acting
from contest.states import EntryState
from tests.contest.challenges import a_submitted
from tests.contest.entering import MEMBER, write
from tests.contest.letters import last_letter, letters_to

TEXT = "指标“发现时间”的单位更正为“小时”，原文误写为“天”。"


def test_a_correction_stands_dated_on_the_page(world, visit):
    client, page = visit(world.issuer), f"/challenges/{world.challenge.id}"

    client.post(f"/desk{page}/corrections/new", data={"text": TEXT})

    shown = visit().get(page).text
    assert TEXT in shown
    assert "2026-03-02 17:00" in shown


def test_it_goes_to_everybody_who_entered_drafts_too_and_to_nobody_else(world):
    before = last_letter()

    actions.publish_correction(world.open_challenge, by=world.organizer, text=TEXT)

    (letter,) = letters_to(world.author, after=before)  # whose entry is a draft
    assert TEXT in letter.body
    assert letters_to(world.rival, after=before) == []


def test_it_does_not_go_to_who_withdrew(world):
    with acting("test.withdrawn", world.draft, by=world.author):
        world.draft.state = EntryState.WITHDRAWN
    before = last_letter()

    actions.publish_correction(world.open_challenge, by=world.issuer, text=TEXT)

    assert letters_to(world.author, after=before) == []


def test_what_is_not_published_is_changed_not_corrected(world):
    with pytest.raises(actions.NothingToCorrect):
        actions.publish_correction(a_submitted(world), by=world.issuer, text=TEXT)


@pytest.mark.sqlite_only  # what the page says does not depend on the database
def test_a_correction_says_something(world, visit):
    page = f"/desk/challenges/{world.challenge.id}/corrections/new"

    assert visit(world.issuer).post(page, data={"text": ""}).status_code == 422


def test_it_reaches_the_members_of_a_consortium_too(world):
    write(world.draft, world.author, [MEMBER | {"uscc": world.rival.organisation.uscc}])
    before = last_letter()

    actions.publish_correction(world.open_challenge, by=world.issuer, text=TEXT)

    assert len(letters_to(world.author, after=before)) == 1
    assert len(letters_to(world.rival, after=before)) == 1


@pytest.mark.sqlite_only  # the language of a letter does not depend on the database
def test_a_letter_is_in_chinese_whatever_language_its_sender_reads(world, visit):
    client, before = visit(world.issuer), last_letter()
    client.set_cookie("language", "en")
    page = f"/desk/challenges/{world.open_challenge.id}"

    client.post(f"{page}/corrections/new", data={"text": TEXT})

    (letter,) = letters_to(world.author, after=before)
    assert letter.subject.startswith("更正公告：榜单《")
    assert "登录平台后查看。" in letter.body
    assert '<html lang="en"' in client.get(page).text
