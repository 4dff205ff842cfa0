"""The components do in a real browser what their comments promise."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults, width

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = ("work", "form", "sheet", "notice", "slip")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(page, name):
    page.goto(f"/{name}")

    widths = {}
    for wide in (390, 820, 1180, 1280):
        page.set_viewport_size({"width": wide, "height": 820})
        widths[wide] = width(page)

    assert widths == {390: 390, 820: 820, 1180: 1180, 1280: 1280}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_break_no_rule_of_access_and_contrast(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/{name}", wait_until="networkidle")

    assert faults(page) == []


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
    page.wait_for_load_state()  # a file that is cut off leaves the test's server with a warning

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
