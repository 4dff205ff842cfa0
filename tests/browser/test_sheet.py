"""The judge's sheet as a component: what it keeps, sends, totals and shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

KEPT = re.compile(r"本机已存 \d\d:\d\d，网络不通")
# By the page's own clock: on the slowest machine the second key comes before the first is given.
TYPED = """async (box, texts) => {
  box.focus();
  for (const text of texts) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}"""
SLOW_STORE = """Object.defineProperty(IDBOpenDBRequest.prototype, "onsuccess", {
  set(opened) { this.addEventListener("success", (event) => setTimeout(opened, 500, event)); },
});"""
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_sheet_totals_exactly_and_tells_not_marked_from_zero(page, server):
    page.goto("/sheet")
    total = page.locator("[data-total='']")
    expect(total).to_have_text("46.5")  # 17.5 + 14.5 of 20 at a weight of 40

    page.fill("#mark-feasibility", "0")

    expect(total).to_have_text("46.5")
    expect(page.locator("[data-ballot-submit]")).to_be_enabled()
    expect(page.locator("[data-ballot-state]")).to_have_text("已回执 10:18")
    assert server.saves[-1]["marks"] == {
        "understanding": "17.5",
        "feasibility": "0",
        "cost": "14.5",
    }


@pytest.mark.parametrize("typed", ["20.5", "12.3", "-1", "十"])
def test_a_mark_off_the_line_is_neither_sent_nor_counted_nor_submitted(page, server, typed):
    page.goto("/sheet")

    page.fill("#mark-feasibility", typed)
    page.locator("#mark-feasibility").blur()

    expect(page.locator("#wrong-feasibility")).to_be_visible()
    expect(page.locator("[data-ballot-state]")).to_have_text("有 1 项未保存")
    expect(page.locator("[data-total='']")).to_have_text("46.5")
    expect(page.locator("[data-ballot-submit]")).to_be_disabled()
    assert server.saves == []


def test_a_mark_put_off_the_line_leaves_the_total_and_comes_back_after_a_reload(page, server):
    page.goto("/sheet")
    page.fill("#mark-understanding", "175")
    expect(page.locator("[data-total='']")).to_have_text("29.0")

    page.reload()

    expect(page.locator("#mark-understanding")).to_have_value("175")
    expect(page.locator("[data-ballot-state]")).to_have_text("有 1 项未保存")
    assert server.saves == []


@pytest.mark.parametrize("slow", [False, True], ids=["at once", "store opens while they type"])
def test_the_first_figure_of_a_mark_is_not_sent_while_the_second_is_typed(page, server, slow):
    if slow:
        page.add_init_script(SLOW_STORE)
    page.goto("/sheet")

    page.locator("#mark-feasibility").evaluate(TYPED, ["1", "17"])

    expect(page.locator("[data-ballot-state]")).to_have_text("已回执 10:18")
    assert [saved["marks"]["feasibility"] for saved in server.saves] == ["17"]


def test_a_sheet_tells_that_it_agrees_with_the_server_only_where_that_was_compared(page):
    page.route("**/js/ballot.js*", lambda route: route.abort())
    page.goto("/sheet")
    expect(page.locator("[data-ballot-state]")).to_have_text("正在核对")

    page.unroute("**/js/ballot.js*")
    page.reload()

    expect(page.locator("[data-ballot-state]")).to_have_text("已与服务器一致")


def test_an_ended_sign_in_leaves_a_way_back_to_the_sheet(page, server):
    server.signed_out = True
    page.goto("/sheet")

    page.fill("#mark-feasibility", "9.5")

    link = page.locator("[data-ballot-state] a")
    expect(link).to_have_text("登录已过期，重新登录")
    expect(link).to_have_attribute("href", "/accounts/sign_in")


def test_the_first_number_of_a_criterion_is_never_suggested(page, server):
    page.goto("/sheet")

    page.click("[data-criterion=feasibility] [data-more]")
    expect(page.locator("[data-criterion=feasibility] [data-pad]")).to_be_visible()
    for key in ("1", "2", ".", "5", "done"):
        page.click(f"[data-criterion=feasibility] [data-key='{key}']")

    expect(page.locator("#mark-feasibility")).to_have_value("12.5")
    expect(page.locator("[data-ballot-state]")).to_have_text("已回执 10:18")
    assert server.saves[-1]["marks"]["feasibility"] == "12.5"


def test_marks_given_without_a_network_come_back_and_are_sent(page, server):
    page.route("**/scripts/ballots/*", lambda route: route.abort())
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(page.locator("[data-ballot-state]")).to_have_text(KEPT)

    page.unroute("**/scripts/ballots/*")
    page.reload()

    expect(page.locator("#mark-feasibility")).to_have_value("9.5")
    expect(page.locator("[data-ballot-state]")).to_have_text("已回执 10:18")
    assert server.saves[-1]["marks"]["feasibility"] == "9.5"


def test_a_sheet_saved_elsewhere_asks_which_marks_hold(page, server):
    server.version = 8
    server.theirs = {"understanding": "12", "feasibility": None, "cost": "14.5"}
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(page.locator("#ballot-differs")).to_contain_text("另一台设备已保存")
    expect(page.locator("#ballot-differs .differs")).to_have_count(2)

    page.click("[data-take-mine]")

    expect(page.locator("[data-ballot-state]")).to_have_text("已回执 10:18")
    assert (server.saves[-1]["version"], server.saves[-1]["marks"]["feasibility"]) == (8, "9.5")


def test_a_sheet_begun_elsewhere_goes_on_under_the_uuid_it_has_there(page, server):
    server.uuid, server.theirs = "77aa", {"understanding": "12", "feasibility": None, "cost": None}
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")

    page.click("[data-take-mine]")

    expect(page.locator("[data-ballot-state]")).to_have_text("已回执 10:18")
    expect(page.locator("#ballot-differs")).to_be_hidden()


def test_submitting_restates_every_mark_and_sends_them_once_more(page, server):
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")

    page.click("[data-ballot-submit]")
    expect(page.locator("[data-restated] tr")).to_have_count(4)
    page.click("[data-submit-yes]")

    expect(page.locator("[data-ballot-state]")).to_have_text("已提交，已回执 10:18")
    assert (server.saves[-1]["state"], server.saves[-1]["marks"]["feasibility"]) == (
        "submitted",
        "9.5",
    )
    expect(page.locator("[data-digest]")).to_have_text(re.compile(r"^([0-9a-f]{4} ?){4}$"))
    expect(page.locator("a[data-received]")).to_be_visible()
    expect(page.locator("#mark-feasibility")).to_have_attribute("readonly", "")


def test_a_page_of_the_proposal_is_read_on_the_whole_screen_and_left_by_escape(page):
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto("/sheet")
    full = page.locator("dialog.reader-full")

    page.click(".reader > .reader-page img")
    full.locator("[data-turn='1']").click()

    expect(full.locator("[data-at]")).to_have_text("实施方案 · 2 / 2")
    assert full.bounding_box()["height"] == 1180
    assert full.locator(".reader-page").bounding_box()["height"] > 1000
    page.keyboard.press("Escape")
    expect(full).to_be_hidden()
    expect(page.locator(".reader > .reader-foot [data-at]")).to_have_text("实施方案 · 2 / 2")


def test_on_a_phone_the_state_and_the_button_keep_to_one_line(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/sheet")

    heights = [
        page.locator(place).bounding_box()["height"]
        for place in ("[data-ballot-state]", "[data-ballot-submit]")
    ]

    assert heights[0] < 40
    assert heights[1] < 70


def test_everything_a_judge_touches_is_at_least_48_pixels(page):
    page.goto("/sheet")
    page.click("#mark-feasibility")

    sizes = page.locator("button:visible, input:visible").evaluate_all(
        """all => all.map(one => one.getBoundingClientRect())
                     .map(({width, height}) => Math.min(width, height))"""
    )

    assert min(sizes) >= 48
