"""Writing an entry and other forms in a real browser: nothing typed or sent is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Route, expect

from contest.models import Challenge, Contest, Entry
from tests.browser.conftest import sign_in
from tests.browser.looking import width
from tests.contest.entering import a_png
from tests.demo import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def picture(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": a_png()}


def test_a_plain_form_comes_back_as_it_was_typed(enter, expire, loaded_demo: Demo):
    contest = loaded_demo.cast.numbers[Contest, "open"]
    page = enter("organizer3")
    page.goto(f"/desk/contests/{contest}/edit")
    page.fill("#introduction", "登录过期前写的一大段")
    expire()

    page.click("#contest button[type=submit]")
    sign_in(page, "organizer3")

    expect(page.locator("#introduction")).to_have_value("登录过期前写的一大段")
    page.fill("#reason", "补充说明")
    page.click("#contest button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/contests/\d+$"))
    page.goto(f"/desk/contests/{contest}/edit")
    expect(page.locator("[data-drop-draft]")).to_have_count(0)


def test_a_draft_that_saves_itself_comes_back_too(enter, expire, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "fishery-xixin"]
    page = enter("xixin")
    page.goto(f"/entries/{entry}/edit")
    expire()
    page.fill("#summary", "登录过期后写的摘要")
    state = page.locator("[data-save-state]").last
    expect(state).to_contain_text("登录已过期，请重新登录")
    page.click("text=保存草稿")

    sign_in(page, "xixin")

    expect(page.locator("#summary")).to_have_value("登录过期后写的摘要")
    expect(state).to_contain_text("已保存")


def test_on_a_phone_the_state_and_the_next_step_stay_in_reach(enter, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "fishery-xixin"]
    page = enter("xixin")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/entries/{entry}/edit")

    page.fill("#title", "海上预警")

    expect(page.locator(".entry-bar [data-save-state]")).to_contain_text("已保存")
    expect(page.locator(".entry-bar button")).to_be_in_viewport()
    assert width(page) == 390


def test_two_uploads_finish_beside_each_other(enter, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "fishery-xixin"]
    page = enter("xixin")
    page.goto(f"/entries/{entry}/edit")
    held: list[Route] = []
    page.route("**/uploads/*", lambda route: held.append(route), times=1)  # noqa: PLW0108 -- Playwright marks it

    page.set_input_files("#upload-licence [type=file]", picture("营业执照.png"))
    page.wait_for_timeout(500)
    page.set_input_files("#upload-pledge [type=file]", picture("承诺书.png"))
    expect(page.locator("#paper-pledge .upload-file")).to_contain_text("承诺书.png")
    held.pop().continue_()

    expect(page.locator("#paper-licence .upload-file")).to_contain_text("营业执照.png")
    expect(page.locator("#checklist")).to_contain_text("齐全，可以提交")


def test_what_was_uploaded_is_seen_small_and_nothing_moves_when_it_comes(enter, loaded_demo: Demo):
    entry = loaded_demo.cast.numbers[Entry, "fishery-xixin"]
    page = enter("xixin")
    held: list[Route] = []
    page.route("**/thumbnail", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks it
    page.goto(f"/entries/{entry}/edit")
    line, image = (page.locator(f"#paper-proposal {part}") for part in (".upload-file", "img"))
    with page.expect_request(f"**{image.get_attribute('src')}"):
        line.scroll_into_view_if_needed()
    before = line.bounding_box()

    for route in held:
        route.continue_()

    expect(image).to_have_js_property("naturalWidth", 128)
    assert line.bounding_box() == before


def test_a_question_is_not_kept_once_it_was_asked(enter, loaded_demo: Demo):
    challenge = loaded_demo.cast.numbers[Challenge, "fishery"]
    page = enter("xixin")
    page.goto(f"/challenges/{challenge}/questions/new")
    page.fill("textarea", "试验海域的水深是多少？")
    page.click("#question button[type=submit]")
    page.wait_for_load_state()

    page.goto(f"/challenges/{challenge}/questions/new")

    expect(page.locator("textarea")).to_have_value("")
