"""The roadshow's parts together: cards and PINs, tablets that were away, console and calls."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from contest import pins
from contest.actions.tablets import change_pin
from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Contest, User
from judging.actions.cards import print_cards
from judging.actions.stage import call_slot, open_marking, start_session
from judging.models import LateBallot, MarksWhen, Session, Slot
from judging.queries.assignments import assignments_of
from judging.states import SessionState
from tests.browser.conftest import TABLET
from tests.browser.hall import judge_named
from tests.browser.test_offline import (
    KEPT,
    KEPT_HERE,
    RECEIVED,
    ballots_of,
    fill_whole,
    keep_the_day,
    state,
    submit,
)
from tests.demo import NOW, Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
FIRST, CHANGED = "804217", "615083"
KEPT_APART = "已收到，关闭后到达，由组委会两人决定是否计入"


@pytest.fixture
def organizer(loaded_demo: Demo) -> User:
    return loaded_demo.cast.find(User, "organizer1")


@pytest.fixture
def tablet(browser, address, loaded_demo: Demo, organizer):
    """A judge's tablet, signed in by a card and a PIN."""
    contest, judge = loaded_demo.cast.find(Contest, "roadshow"), judge_named("judge05")
    (card,) = print_cards(contest, judge_ids=[judge.id], until=contest.roadshow_until, by=organizer)
    context = browser.new_context(base_url=address, viewport=TABLET, has_touch=True)
    page = context.new_page()
    page.goto(f"/c/{card.token}")
    page.fill("[name=pin]", FIRST)
    page.fill("[name=again]", FIRST)
    page.click("text=在这台平板上登录")
    expect(page.locator("h1")).to_have_text("我的评审")
    yield page
    context.close()


@pytest.fixture
def sheet() -> str:
    found = assignments_of(judge_named("judge05"))
    return f"/ballots/entries/{next(f.entry for f in found if f.ballot is None).id}"


def answer_pin(page: Page, pin: str) -> None:
    page.fill("#tablet-pin-typed", pin)
    page.click("#tablet-pin button:not([data-close])")


def test_eight_hours_away_an_ended_sign_in_and_a_changed_pin_lose_nothing(
    tablet, sheet, expire, monkeypatch
):
    keep_the_day(tablet, sheet)
    tablet.context.set_offline(True)
    tablet.goto(sheet)
    tablet.fill("#mark-novelty", "7.5")
    tablet.locator("#mark-novelty").blur()
    expect(state(tablet)).to_have_text(KEPT)
    monkeypatch.setattr(clock, "system", lambda: NOW + timedelta(hours=8))
    expire()
    judge = judge_named("judge05")
    change_pin(judge, pin_hash=pins.hashed(judge, CHANGED), by=judge)

    tablet.context.set_offline(False)
    answer_pin(tablet, FIRST)
    expect(tablet.locator("[data-pin-error]")).to_contain_text("还可以试 4 次")
    answer_pin(tablet, CHANGED)

    expect(tablet.locator("#tablet-pin")).to_be_hidden()
    expect(tablet.locator("#mark-novelty")).to_have_value("7.5")
    expect(state(tablet)).to_have_text(RECEIVED)
    (ballot,) = ballots_of("judge05", sheet)
    assert [float(mark.points) for mark in ballot.marks] == [7.5]


def session_of(sheet: str) -> Session:
    entry = int(sheet.rpartition("/")[2])
    found = assignments_of(judge_named("judge05"))
    return db.session.get(Session, next(f.slot.session_id for f in found if f.entry.id == entry))


def called(sheet: str, organizer: User) -> Session:
    """Start the session, and call the sheet's entry; marking is not open yet."""
    session = session_of(sheet)
    with acting("test.called", session, by=None):
        session.marks_when = MarksWhen.CALLED
    start_session(session, by=organizer)
    call_slot(slot_of(sheet, session), by=organizer)
    return session


def slot_of(sheet: str, session: Session) -> Slot:
    return next(s for s in session.slots if str(s.entry_id) == sheet.rpartition("/")[2])


def test_marks_made_before_the_call_wait_on_the_tablet_and_leave_with_it(
    tablet, sheet, organizer, enter
):
    session = called(sheet, organizer)
    tablet.goto(sheet)
    expect(tablet.locator("[data-marking]")).to_contain_text("未开放")
    tablet.fill("#mark-novelty", "7.5")
    tablet.locator("#mark-novelty").blur()
    expect(state(tablet)).to_have_text(re.compile(r"本机已存 \d\d:\d\d，开放评分后自动发送"))
    assert ballots_of("judge05", sheet) == []

    console = enter("organizer1")
    console.goto(f"/sessions/{session.id}/console")
    console.keyboard.press("o")

    expect(tablet.locator("[data-marking]")).to_contain_text("可评分")
    expect(state(tablet)).to_have_text(RECEIVED)
    (ballot,) = ballots_of("judge05", sheet)
    assert [float(mark.points) for mark in ballot.marks] == [7.5]


def test_marks_submitted_before_closing_that_come_after_it_are_kept_apart_and_said_so(
    tablet, sheet, organizer, monkeypatch
):
    session = called(sheet, organizer)
    open_marking(slot_of(sheet, session), by=organizer)
    keep_the_day(tablet, sheet)
    tablet.context.set_offline(True)
    tablet.goto(sheet)
    fill_whole(tablet)
    submit(tablet)
    expect(state(tablet)).to_have_text("已提交到本机，等待发送")
    later = NOW + timedelta(minutes=5)
    monkeypatch.setattr(clock, "system", lambda: later)
    with acting("test.closed", session, by=None):
        session.state = SessionState.CLOSED
        session.closed_at = later

    tablet.context.set_offline(False)

    expect(state(tablet)).to_have_text(KEPT_APART)
    assert ballots_of("judge05", sheet) == []
    late = db.session.scalars(
        select(LateBallot).where(LateBallot.judge_id == judge_named("judge05").id)
    ).one()
    assert set(late.marks.values()) == {"9.50"}
    assert tablet.evaluate(KEPT_HERE, "drafts") == []


def test_a_judges_call_is_seen_at_the_console_and_its_answer_on_the_tablet(
    tablet, sheet, organizer, enter
):
    session = called(sheet, organizer)
    console = enter("organizer1")
    console.set_viewport_size({"width": 1280, "height": 800})
    console.goto(f"/sessions/{session.id}/console")
    tablet.goto(sheet)

    tablet.click("button:has-text('求助')")
    tablet.locator("#tablet-help [data-words]").first.click()

    expect(console.locator(".call")).to_contain_text(re.compile(judge_named("judge05").name))
    console.keyboard.press("h")
    expect(console.locator(".call")).to_have_count(0)
    expect(tablet.locator("[data-help-state]")).to_have_text("工作人员已收到呼叫")
