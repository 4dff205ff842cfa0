"""A walk through the demo in a real browser: a judge's tablet, and an enterprise's receipt."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from werkzeug.serving import make_server

from awards.demo.accounts import PASSWORD
from contest.models import Entry
from tests.demo import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
TABLET = {"width": 820, "height": 1180}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def address(demo_app: Flask) -> Iterator[str]:
    """Serve the demo on a free port for the time of a test."""
    http = make_server("127.0.0.1", 0, demo_app, threaded=True)
    thread = Thread(target=http.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def complaints() -> list[str]:
    """Gather what the browser complains of: script errors, and whatever the policy forbade."""
    return []


@pytest.fixture
def enter(browser: Browser, address: str, complaints: list[str]) -> Iterator[Callable[[str], Page]]:
    """Return a page signed in as someone, on a tablet."""
    contexts = []

    def _enter(username: str) -> Page:
        context = browser.new_context(base_url=address, viewport=TABLET, has_touch=True)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in")
        page.fill("[name=typed]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("button:has-text('登录')")
        page.wait_for_url(f"{address}/")
        return page

    yield _enter
    for context in contexts:
        context.close()


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

    expect(page.locator("[data-ballot-state]")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))
    expect(prospects).to_have_value("16.5")
    assert float(novelty.input_value()) == float(before) + 0.5
    submit.click()
    page.click("[data-submit-yes]")
    page.wait_for_url("**/ballots/")
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
    expect(page.locator("[data-ballot-state]")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))
    page.reload()
    expect(page.locator("#mark-novelty")).to_have_value("19.5")
    assert complaints == []


def test_a_sheet_fits_the_tablet_upright_and_across(enter, complaints, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "metro-qiyun"]
    page = enter("judge05")
    page.goto(f"/ballots/entries/{entry}")

    widths = {}
    for width, height in ((820, 1180), (1180, 820)):
        page.set_viewport_size({"width": width, "height": height})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == {820: 820, 1180: 1180}
    assert complaints == []


def test_an_enterprise_finds_the_receipt_of_what_it_submitted(enter, complaints, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "metro-lanshu"]
    page = enter("lanshu")

    page.goto(f"/entries/{entry}")
    page.click("a[href*='/receipt']")

    expect(page.locator("h1")).to_contain_text("揭榜回执")
    assert re.search(r"[0-9a-f]{16}", page.inner_text("main, body").replace(" ", ""))
    assert complaints == []
