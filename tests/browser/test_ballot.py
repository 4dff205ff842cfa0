"""A judge's marks in a real browser: no reload, second page or ended sign-in loses any."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
SAVED = re.compile(r"已回执 \d\d:\d\d")
KEPT = re.compile(r"本机已存 \d\d:\d\d，网络不通")


def state(page: Page):
    return page.locator("[data-ballot-state]")


def test_marks_on_a_sheet_never_saved_outlive_a_dead_network_and_a_reload(enter, fresh):
    page = enter("judge05")
    page.route("**/api/v1/**", lambda route: route.abort())
    page.goto(fresh)
    page.fill("#mark-novelty", "7.5")
    expect(state(page)).to_have_text(KEPT)

    page.reload()

    expect(page.locator("#mark-novelty")).to_have_value("7.5")
    expect(state(page)).to_have_text(KEPT)
    page.unroute("**/api/v1/**")
    page.reload()
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator("#mark-novelty")).to_have_value("7.5")


def test_marks_given_after_the_sign_in_ended_are_saved_after_the_next(enter, expire, fresh):
    page = enter("judge05")
    page.goto(fresh)
    expire()
    page.fill("#mark-novelty", "7.5")

    page.click("text=登录已过期，重新登录")
    sign_in(page, "judge05")

    page.wait_for_url(f"**{fresh}")
    expect(page.locator("#mark-novelty")).to_have_value("7.5")
    expect(state(page)).to_have_text(SAVED)


def test_a_second_tab_of_a_sheet_only_shows_it_until_it_is_told_to_go_on(enter, fresh):
    first = enter("judge05")
    second = first.context.new_page()
    first.goto(fresh)
    expect(state(first)).to_have_text("已与服务器一致")
    second.goto(fresh)
    expect(second.locator("[data-elsewhere]")).to_be_visible()
    first.fill("#mark-novelty", "7.5")
    expect(state(first)).to_have_text(SAVED)

    second.click("[data-go-on]")

    expect(second.locator("#mark-novelty")).to_have_value("7.5")
    expect(first.locator("[data-elsewhere]")).to_be_visible()
    expect(first.locator("#mark-novelty")).to_have_attribute("readonly", "")
    second.fill("#mark-prospects", "6.5")
    second.locator("#mark-prospects").blur()
    expect(state(second)).to_have_text(SAVED)
    expect(second.locator("#ballot-differs")).to_be_hidden()
