"""The components do in a real browser what their comments promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.browser.gallery import make_gallery
from tests.browser.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = ("work", "form", "sheet", "notice", "slip")


@pytest.fixture
def served() -> Iterator[tuple[str, Server]]:
    app, server = make_gallery()
    http = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=http.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}", server
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def server(served) -> Server:
    return served[1]


@pytest.fixture
def page(browser: Browser, served) -> Iterator[Page]:
    context = browser.new_context(base_url=served[0], viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(page, name):
    page.goto(f"/{name}")

    widths = {}
    for width in (390, 820, 1180, 1280):
        page.set_viewport_size({"width": width, "height": 820})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == {390: 390, 820: 820, 1180: 1180, 1280: 1280}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_break_no_rule_of_access_and_contrast(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/{name}", wait_until="networkidle")

    found = Axe().run(page).response["violations"]

    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_run_under_the_strict_content_policy_without_a_complaint(page, name):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(f"/{name}", wait_until="networkidle")

    assert said == []


def test_a_draft_is_saved_at_a_change_and_says_when(page, server):
    page.goto("/form")

    page.fill("#title", "隧道巡检")

    expect(page.locator("[data-save-state]")).to_have_text("已保存 10:18:51")
    assert server.drafts[-1]["title"] == "隧道巡检"


def test_typed_text_and_added_rows_outlive_a_dead_network(page, server):
    page.route("**/scripts/draft", lambda route: route.abort())
    page.goto("/form")
    page.fill("#pain", "丢不了的话")
    page.click("[data-row-add]")
    page.keyboard.type("发现时间")
    expect(page.locator("[data-save-state]")).to_have_text("未保存，正在重试")

    page.unroute("**/scripts/draft")
    page.reload()

    expect(page.locator("#pain")).to_have_value("丢不了的话")
    expect(page.locator("[name=indicators-1-name]")).to_have_value("发现时间")
    expect(page.locator("[data-save-state]")).to_have_text("已保存 10:18:51")
    assert server.drafts[-1]["indicators-1-name"] == "发现时间"


def test_errors_stand_beside_their_fields_and_on_top_with_a_way_to_them(page):
    page.goto("/form")

    page.click("text=提交审核")
    page.click("[data-error-summary] >> text=榜单名称")

    expect(page.locator("#field-title .error")).to_have_text("请填写榜单名称")
    expect(page.locator("[data-error-summary] li")).to_have_count(3)
    expect(page.locator("#title")).to_be_focused()


def test_what_was_typed_outlives_a_refused_submission(page, server):
    page.route("**/scripts/draft", lambda route: route.abort())
    page.goto("/form")
    page.fill("#pain", "丢不了的话")
    page.click("text=提交审核")
    expect(page.locator("[data-error-summary]")).to_be_visible()

    page.goto("/work")
    page.goto("/form")

    expect(page.locator("#pain")).to_have_value("丢不了的话")


def test_a_wrong_field_is_told_beside_it_until_it_is_right(page, server):
    server.refusal = {"error": "最多 40 个字。", "errors": {"title": "最多 40 个字。"}}, 422
    page.goto("/form")
    page.fill("#title", "太长的名称")
    expect(page.locator("#field-title .error")).to_have_text("最多 40 个字。")
    server.refusal = None

    page.fill("#title", "短的")

    expect(page.locator("[data-save-state]")).to_have_text("已保存 10:18:51")
    expect(page.locator("#field-title .error")).to_have_count(0)


def test_what_others_saved_meanwhile_is_shown_and_the_person_chooses(page, server):
    theirs = '<div data-theirs><button type="button" data-take="pain" data-value="乙写的">'
    server.refusal = {"error": "他人已保存", "theirs": {"pain": theirs}, "version": 9}, 409
    page.goto("/form")
    page.fill("#pain", "甲写的")
    expect(page.locator("[data-save-state]")).to_have_text("他人已保存")
    sent = len(server.drafts)

    page.click("[data-take=pain]")
    page.wait_for_timeout(1200)

    expect(page.locator("#pain")).to_have_value("乙写的")
    assert len(server.drafts) == sent  # nothing is saved over the other's before a person says so


def test_rows_are_added_up_to_the_most_and_never_share_a_name(page):
    page.goto("/form")

    for _ in range(2):
        page.click("[data-row-add]")
    page.locator("[data-row-remove]").nth(1).click()
    for _ in range(2):
        page.click("[data-row-add]")

    names = page.locator("[data-rows-body] input[name$=name]").evaluate_all(
        "all => all.map(one => one.name)"
    )
    assert names == [f"indicators-{number}-name" for number in (0, 2, 3, 4)]
    expect(page.locator("[data-row-add]")).to_be_disabled()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("９１３５０１００m000100y43", "代码正确"),
        ("91350100M000100Y44", "校验位不符，请核对是否抄错"),
        ("91350100M000100Y4Z", "含有代码中没有的字符：Z"),
        ("91350100", "还差 10 位"),
    ],
)
def test_a_credit_code_is_checked_as_typed(page, typed, said):
    page.goto("/form")

    page.fill("#credit_code", typed)

    expect(page.locator("#credit_code-said")).to_have_text(said)


def test_an_upload_goes_on_where_the_broken_connection_left_it(page, server):
    server.lost_answers = 1
    page.goto("/form")

    page.set_input_files(
        "#upload-proposal [type=file]",
        {"name": "方案.pdf", "mimeType": "application/pdf", "buffer": bytes(range(250)) * 400},
    )

    expect(page.locator("#paper-proposal")).to_have_text("方案.pdf 已收到")
    assert server.file == bytes(range(250)) * 400


def test_the_same_file_chosen_again_after_the_page_was_closed_goes_on(page, server, tmp_path):
    file = tmp_path / "方案.pdf"
    file.write_bytes(bytes(range(250)) * 400)
    server.away = True
    page.goto("/form")
    page.set_input_files("#upload-proposal [type=file]", file)
    expect(page.locator("[data-upload-state]")).to_contain_text("从断点继续")
    page.goto("/work")
    server.away = False
    page.goto("/form")

    page.set_input_files("#upload-proposal [type=file]", file)

    expect(page.locator("#paper-proposal")).to_have_text("方案.pdf 已收到")
    assert (server.begun, server.file) == (1, bytes(range(250)) * 400)


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("方案.pdf", 200_001, "超过 195 KB 的上限"),
        ("方案.pdf", 0, "这个文件是空的"),
        ("方案.exe", 10, "请传 pdf"),
    ],
)
def test_a_hopeless_file_is_refused_before_it_is_sent(page, server, name, size, said):
    page.goto("/form")

    page.set_input_files(
        "#upload-proposal [type=file]",
        {"name": name, "mimeType": "application/pdf", "buffer": b"%" * size},
    )

    expect(page.locator("[data-upload-state]")).to_contain_text(said)
    assert server.file == b""


def test_a_destructive_act_asks_first_and_can_be_left(page):
    page.goto("/form")

    page.click("text=撤回揭榜")
    expect(page.locator("#confirm")).to_contain_text("将撤回 1 个项目，5 个附件。")
    expect(page.locator("[data-confirm-yes]")).to_have_text("撤回揭榜")
    expect(page.locator("[data-confirm-yes]")).to_have_class(re.compile("btn-danger"))
    page.click("[data-confirm-no]")

    assert page.url.endswith("/form")


def test_the_main_step_is_confirmed_by_its_own_name_and_not_in_red(page):
    page.goto("/form")

    page.click("text=提交项目")

    expect(page.locator("[data-confirm-yes]")).to_have_text("提交项目")
    expect(page.locator("[data-confirm-yes]")).to_have_class("btn btn-primary")


def test_the_clock_counts_by_the_server_whatever_the_visitors_clock_says(page):
    page.clock.set_fixed_time("2031-01-01T00:00:00Z")

    page.goto("/notice")

    expect(page.locator(".clock-left").first).to_contain_text("12 天 06 时 4")
    expect(page.locator(".clock-left").last).to_have_text("已截止")


def test_the_sheet_totals_exactly_and_tells_not_marked_from_zero(page, server):
    page.goto("/sheet")
    total = page.locator("[data-total='']")
    expect(total).to_have_text("46.5")  # 17.5 + 14.5 of 20 at a weight of 40

    page.fill("#mark-feasibility", "0")

    expect(total).to_have_text("46.5")
    expect(page.locator("[data-ballot-submit]")).to_be_enabled()
    expect(page.locator("[data-ballot-state]")).to_have_text("已保存 10:18:51")
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
    expect(page.locator("[data-total='']")).to_have_text("29")

    page.reload()

    expect(page.locator("#mark-understanding")).to_have_value("175")
    expect(page.locator("[data-ballot-state]")).to_have_text("有 1 项未保存")
    assert server.saves == []


def test_the_first_figure_of_a_mark_is_not_sent_while_the_second_is_typed(page, server):
    page.goto("/sheet")
    box = page.locator("#mark-feasibility")

    box.press_sequentially("17", delay=100)
    box.press("Enter")

    expect(page.locator("[data-ballot-state]")).to_contain_text("已保存")
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
    expect(page.locator("[data-ballot-state]")).to_contain_text("已保存")
    assert server.saves[-1]["marks"]["feasibility"] == "12.5"


def test_marks_given_without_a_network_come_back_and_are_sent(page, server):
    page.route("**/scripts/ballots/*", lambda route: route.abort())
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(page.locator("[data-ballot-state]")).to_have_text("未保存，正在重试")

    page.unroute("**/scripts/ballots/*")
    page.reload()

    expect(page.locator("#mark-feasibility")).to_have_value("9.5")
    expect(page.locator("[data-ballot-state]")).to_contain_text("已保存")
    assert server.saves[-1]["marks"]["feasibility"] == "9.5"


def test_a_sheet_saved_elsewhere_asks_which_marks_hold(page, server):
    server.version = 8
    server.theirs = {"understanding": "12", "feasibility": None, "cost": "14.5"}
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(page.locator("#ballot-differs")).to_contain_text("另一台设备已保存")
    expect(page.locator("#ballot-differs .differs")).to_have_count(2)

    page.click("[data-take-mine]")

    expect(page.locator("[data-ballot-state]")).to_contain_text("已保存")
    assert (server.saves[-1]["version"], server.saves[-1]["marks"]["feasibility"]) == (8, "9.5")


def test_a_sheet_begun_elsewhere_goes_on_under_the_uuid_it_has_there(page, server):
    server.uuid, server.theirs = "77aa", {"understanding": "12", "feasibility": None, "cost": None}
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")

    page.click("[data-take-mine]")

    expect(page.locator("[data-ballot-state]")).to_contain_text("已保存")
    expect(page.locator("#ballot-differs")).to_be_hidden()


def test_submitting_restates_every_mark_and_sends_them_once_more(page, server):
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")

    page.click("[data-ballot-submit]")
    expect(page.locator("[data-restated] tr")).to_have_count(4)
    # To the end of the way: a page closed on it may never close (and the whole run waits).
    with page.expect_navigation(), page.expect_request("**/accounts/profile") as sent:
        page.click("[data-submit-yes]")

    assert "mark-feasibility=9.5" in sent.value.post_data
    assert f"version={server.version}" in sent.value.post_data


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
