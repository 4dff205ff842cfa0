"""A roadshow evening in several browsers: the console, and the big screen on another machine."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from contest.core.db import db
from contest.models import User
from judging.actions.attending import call_for_help, make_screen_key
from judging.models import Seat, Session
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

SCREEN = {"width": 1920, "height": 1080}
DESKTOP = {"width": 1280, "height": 800}


def session_of_the_day():
    return db.session.get(Session, 3)


@pytest.fixture
def screen(browser, address, demo_app):
    """Return the big screen on a machine that nobody signed in on."""
    organizer = db.session.scalars(select(User).where(User.username == "organizer1")).one()
    key = make_screen_key(session_of_the_day(), by=organizer, name="主屏")
    context = browser.new_context(base_url=address, viewport=SCREEN)
    page = context.new_page()
    page.goto(f"/screen/{key.token}")
    yield page
    context.close()


@pytest.fixture
def console(enter):
    page = enter("organizer1")
    page.set_viewport_size(DESKTOP)
    page.goto("/sessions/3/console")
    return page


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_evening_is_led_by_keys_and_seen_on_another_machine(
    console, screen, browser, address, complaints
):
    console.click("button:has-text('开始本场')")
    expect(console.locator(".console-head .chip-ok")).to_have_text("进行中")
    console.keyboard.press("n")
    title = console.locator(".on-stage h2")
    expect(console.locator(".turns li.on")).to_have_count(1)
    console.keyboard.press("Space")
    expect(console.locator("[data-timer][data-phase=talk]")).to_have_text(re.compile(r"7:[0-5]\d"))
    expect(screen.locator(".screen-team h2")).to_have_text(title.inner_text())
    expect(screen.locator("[data-timer][data-phase=talk]")).to_be_visible()
    assert faults(console) == []
    assert faults(screen) == []
    assert fits(console)
    for width, height in ((1180, 820), (820, 1180)):
        console.set_viewport_size({"width": width, "height": height})
        assert fits(console)

    seat = db.session.scalars(select(Seat).where(Seat.panel_id == session_of_the_day().panel_id))
    judge = db.session.get(User, seat.first().judge_id)
    call_for_help(session_of_the_day(), by=judge, entry_id=None, words="平板有问题")
    expect(console.locator(".call")).to_contain_text("平板有问题")
    console.keyboard.press("h")
    expect(console.locator(".call")).to_have_count(0)

    console.keyboard.press("p")
    console.fill("#words", "茶歇 n q o，到 15:30 继续")
    console.keyboard.press("Enter")
    expect(screen.locator(".screen-words h2")).to_have_text("茶歇 n q o，到 15:30 继续")
    expect(console.locator(".turns li.on")).to_have_count(1)
    assert complaints == []


def test_scores_are_released_one_by_one(console, screen, complaints):
    console.click("button:has-text('开始本场')")
    console.click("a:has-text('关闭本场')")
    console.click("main button:has-text('关闭本场')")
    expect(screen.locator(".screen-words h2")).to_have_text("本场评分已关闭")
    assert screen.locator(".score, .newest-score").count() == 0
    console.wait_for_load_state()
    expect(console.locator("[data-key=r]")).to_contain_text("公布第 12 名")

    console.keyboard.press("r")
    expect(screen.locator(".screen-places li")).to_have_count(1)
    expect(console.locator("[data-key=r]")).to_contain_text("公布第 11 名")
    console.keyboard.press("r")
    expect(screen.locator(".screen-places li")).to_have_count(2)
    assert faults(screen) == []
    assert faults(console) == []
    assert complaints == []


def test_a_screen_says_when_it_no_longer_knows_and_finds_back(screen):
    screen.context.set_offline(True)

    expect(screen.locator("[data-stale]")).to_contain_text("画面已停止更新")
    screen.context.set_offline(False)
    expect(screen.locator("[data-stale]")).to_be_hidden()


def test_a_console_that_lost_the_server_says_since_when_and_presses_nothing(console):
    console.click("button:has-text('开始本场')")
    expect(console.locator(".console-head .chip-ok")).to_have_text("进行中")
    console.context.set_offline(True)

    console.keyboard.press("n")

    expect(console.locator("[data-said]")).to_contain_text("没有执行")
    expect(console.locator("[data-stale]")).to_contain_text("连接中断，画面停在")
    expect(console.locator(".turns li.on")).to_have_count(0)
