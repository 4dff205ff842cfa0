"""A walk through the demo in a real browser: a judge's tablet, and an enterprise's receipt."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from contest.models import Entry
from tests.browser.looking import width
from tests.demo import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def test_a_judge_finishes_a_ballot_on_the_tablet_and_finds_it_locked(
    enter, complaints, loaded_demo: Demo
):
    entry = loaded_demo.cast.numbers[Entry, "metro-qiyun"]
    page = enter("judge05")
    page.goto("/ballots/")
    page.click(f"a[href='/ballots/entries/{entry}']")
    novelty, prospects = page.locator("#mark-novelty"), page.locator("#mark-prospects")
    submit, before = page.locator("[data-ballot-submit]"), novelty.input_value()
    expect(prospects).to_have_value("")
    expect(submit).to_be_disabled()

    prospects.click()
    pad = page.locator("[data-criterion=prospects] [data-pad]")
    for key in ("1", "6", ".", "5", "done"):
        pad.locator(f"[data-key='{key}']").click()
    page.locator("[data-criterion=novelty] [data-more]").click()

    expect(page.locator("[data-ballot-state]")).to_have_text(re.compile(r"已回执 \d\d:\d\d"))
    expect(prospects).to_have_value("16.5")
    assert float(novelty.input_value()) == float(before) + 0.5
    submit.click()
    page.click("[data-submit-yes]")
    expect(page.locator("[data-ballot-state]")).to_have_text(re.compile("已提交，已回执"))
    page.goto(f"/ballots/entries/{entry}")
    expect(page.locator("text=已提交，不能再改")).to_be_visible()
    expect(page.locator("#mark-prospects")).to_have_attribute("readonly", "")
    expect(page.locator("#mark-prospects")).to_have_value("16.5")
    assert page.locator("[data-more], [data-ballot-submit]").count() == 0
    assert complaints == []


def test_what_a_judge_types_before_the_script_arrives_is_kept(enter, complaints, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "metro-qiyun"]
    page = enter("judge05")
    held: list[Route] = []
    page.route("**/js/ballot.js*", lambda route: held.append(route), times=1)  # noqa: PLW0108 -- Playwright marks it

    page.goto(f"/ballots/entries/{entry}", wait_until="commit")
    page.locator("#mark-novelty").fill("19.5")
    page.locator("#mark-prospects").click()
    page.wait_for_timeout(100)
    held.pop().continue_()

    expect(page.locator("[data-criterion=prospects] [data-pad]")).to_be_visible()
    expect(page.locator("[data-ballot-state]")).to_have_text(re.compile(r"已回执 \d\d:\d\d"))
    page.reload()
    expect(page.locator("#mark-novelty")).to_have_value("19.5")
    assert complaints == []


def test_a_sheet_fits_the_tablet_upright_and_across(enter, complaints, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "metro-qiyun"]
    page = enter("judge05")
    page.goto(f"/ballots/entries/{entry}")

    widths, heights = {}, {}
    for wide, high in ((820, 1180), (1180, 820)):
        page.set_viewport_size({"width": wide, "height": high})
        widths[wide] = width(page)
        heights[wide] = page.locator(".reader > .reader-page").bounding_box()["height"]

    assert widths == {820: 820, 1180: 1180}
    assert heights[820] > 300
    assert heights[1180] > 300
    assert page.locator(".papers > summary").bounding_box()["height"] >= 48
    assert complaints == []


def test_an_enterprise_finds_the_receipt_of_what_it_submitted(enter, complaints, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "metro-lanshu"]
    page = enter("lanshu")

    page.goto(f"/entries/{entry}")
    page.click("a[href*='/receipt']")

    expect(page.locator("h1")).to_contain_text("揭榜回执")
    assert re.search(r"[0-9a-f]{16}", page.inner_text("main, body").replace(" ", ""))
    assert complaints == []
