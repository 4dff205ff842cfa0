"""The sheet on its device: which answers count, the PIN, review, help, letters, the export."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import zlib
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import rfc8785
from flask import Response
from playwright.sync_api import Page, expect

from tests.browser.looking import faults, width
from tests.browser.server import EXPORT_KEY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
KEPT = re.compile(r"本机已存 \d\d:\d\d，网络不通")
RECEIVED = "已回执 10:18"
FORGED = {"kept_as": "ballot", "uuid": "0f8b", "entry": 12, "judge": 7, "version": 4}
FORGED |= {"state": "draft", "content": "0" * 64, "key": "0" * 16, "signature": "0" * 128}


def state(page: Page):
    return page.locator("[data-ballot-state]")


def said(body: str, status: int = 200, kind: str = "application/json") -> Response:
    return Response(body, status, content_type=kind)


@pytest.mark.parametrize(
    "answer",
    [
        said("<h1>Wi-Fi</h1>", kind="text/html"),
        said('{"ok": true}'),
        said('{"uuid": "0f8b", "version": 4, "saved_at": "2026-10-03T02:18:51Z"}'),
        said('{"uuid": "0f8b", "version": 4, "rece'),
        said(json.dumps({"uuid": "0f8b", "version": 4, "receipt": FORGED})),
        said("", 500),
        said("Bad gateway", 502, "text/html"),
    ],
    ids=["portal", "strange", "unsigned", "cut", "forged", "fault", "gateway"],
)
def test_only_a_receipt_that_verifies_is_success(page, server, answer):
    server.answers = [answer]
    page.goto("/sheet")

    page.fill("#mark-feasibility", "9.5")

    expect(state(page)).to_have_text(RECEIVED)
    assert len(server.saves) == 2
    assert server.saves[0]["marks"] == server.saves[1]["marks"]


def test_a_signed_receipt_whose_proof_leads_elsewhere_is_no_success(page, server):
    server.misplaced = 1
    page.goto("/sheet")

    page.fill("#mark-feasibility", "9.5")

    expect(state(page)).to_have_text(RECEIVED)
    assert len(server.saves) == 2


def test_the_pin_opens_an_ended_sign_in_on_the_same_page_and_sends_what_waited(page, server):
    server.signed_out, server.pin = True, "2468"
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    dialog = page.locator("#tablet-pin")

    dialog.locator("input").fill("1111")
    dialog.locator("[type=submit]").click()
    expect(dialog.locator("[data-pin-error]")).to_have_text("PIN 不对，还可以试 4 次。")
    server.pin = "1357"  # changed meanwhile: the new one counts
    dialog.locator("input").fill("1357")
    dialog.locator("[type=submit]").click()

    expect(dialog).to_be_hidden()
    expect(state(page)).to_have_text(RECEIVED)
    expect(page.locator("#mark-feasibility")).to_have_value("9.5")


def test_a_sheet_in_review_cannot_be_changed_by_a_stray_finger(page, server):
    page.goto("/sheet")
    page.click("[data-review]")

    page.click("#mark-feasibility")
    page.locator("[data-criterion=understanding] [data-more]").click(force=True)
    page.keyboard.press("ArrowUp")
    page.keyboard.type("5")

    expect(page.locator("[data-criterion=feasibility] [data-pad]")).to_be_hidden()
    expect(page.locator("#mark-understanding")).to_have_value("17.5")
    expect(page.locator("#mark-feasibility")).to_have_value("")
    expect(page.locator("[data-ballot-submit]")).to_be_disabled()
    page.click("[data-review]")
    page.fill("#mark-feasibility", "9.5")
    expect(state(page)).to_have_text(RECEIVED)
    assert len(server.saves) == 1


def test_a_judge_calls_for_help_without_a_word_and_sees_that_it_was_heard(page, server):
    page.goto("/sheet")
    page.click("[data-help]")

    page.click("text=看不到材料")

    expect(page.locator("[data-help-state]")).to_have_text("已呼叫工作人员")
    assert server.calls == [{"session": 3, "entry": 12, "words": "看不到材料"}]
    server.day = {"help": {"at": "x", "answered_at": "y"}}
    expect(page.locator("[data-help-state]")).to_have_text("工作人员已收到呼叫")


def test_letters_stay_as_large_as_the_judge_made_them(page):
    page.goto("/sheet")
    before = page.locator(".criterion-name").first.evaluate("e => getComputedStyle(e).fontSize")

    page.click("[data-type-step='1']")
    page.click("[data-type-step='1']")
    page.reload()

    after = page.locator(".criterion-name").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(after[:-2]) == float(before[:-2]) * 1.25
    assert width(page) <= 1280


def test_a_clock_that_is_days_wrong_is_told_and_goes_along(page, server):
    now = datetime.now(UTC)
    page.clock.set_fixed_time(now + timedelta(days=2))
    server.day = {"server_time": now.isoformat()}
    page.goto("/sheet")

    page.fill("#mark-feasibility", "9.5")
    page.locator("#mark-feasibility").blur()

    expect(page.locator("[data-skew]")).to_have_text("平板时钟快 2 天，以服务器时间为准")
    expect(state(page)).to_have_text(RECEIVED)
    sent = datetime.fromisoformat(server.saves[-1]["sent_at"])
    assert sent - now > timedelta(days=1)


def test_a_submission_without_a_network_waits_locked_and_can_be_taken_back(page, server):
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(state(page)).to_have_text(RECEIVED)
    page.route("**/scripts/ballots/*", lambda route: route.abort())
    page.click("[data-ballot-submit]")
    page.click("[data-submit-yes]")
    expect(state(page)).to_have_text("已提交到本机，等待发送")
    expect(page.locator("#mark-feasibility")).to_have_attribute("readonly", "")

    page.click("[data-take-back]")
    page.fill("#mark-feasibility", "10")
    page.locator("#mark-feasibility").blur()
    page.unroute("**/scripts/ballots/*")

    expect(state(page)).to_have_text(RECEIVED)
    assert {saved["state"] for saved in server.saves} == {"draft"}
    assert server.saves[-1]["marks"]["feasibility"] == "10"


def told(page: Page, tmp_path: Path) -> dict:
    with page.expect_download() as download:
        page.click("[data-download]")
    download.value.save_as(tmp_path / "marks.json")
    return json.loads((tmp_path / "marks.json").read_text())


def mac(file: dict) -> str:
    signed = rfc8785.dumps({name: value for name, value in file.items() if name != "mac"})
    return hmac.new(bytes.fromhex(EXPORT_KEY), signed, hashlib.sha256).hexdigest()


def test_unsent_marks_leave_as_a_file_and_as_codes_that_say_the_same(page, tmp_path):
    page.route("**/scripts/ballots/*", lambda route: route.abort())
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(state(page)).to_have_text(KEPT)
    page.click("[data-export]")
    expect(page.locator("[data-export-list] li")).to_contain_text("隧道渗漏水在线监测系统")

    file = told(page, tmp_path)
    page.click("[data-codes]")
    expect(page.locator("[data-code-at]")).to_have_text("第 1 / 1 张")

    (ballot,) = file["ballots"]
    assert (file["jiebang"], file["tablet"], file["judge"], file["mac"]) == (
        "unsent-marks",
        "5",
        7,
        mac(file),
    )
    assert (ballot["uuid"], ballot["marks"]["feasibility"], ballot["state"]) == (
        "0f8b",
        "9.5",
        "draft",
    )
    head, place, name, part = page.locator("#tablet-export").get_attribute("data-part").split(":")
    coded = json.loads(zlib.decompress(urlsafe_b64decode(part + "=" * (-len(part) % 4))))
    assert (head, place, name) == ("JB1", "1/1", hashlib.sha256(part.encode()).hexdigest()[:8])
    assert coded["ballots"][0]["marks"] == ballot["marks"]
    assert coded["mac"] == mac(coded)
    assert page.locator("canvas").bounding_box()["width"] > 300


@pytest.mark.parametrize("width", [820, 1180])
@pytest.mark.parametrize("opened", ["", "[data-help]", "[data-ballot-submit]", "[data-export]"])
def test_axe_finds_nothing_on_the_tablet(page, width, opened):
    page.set_viewport_size({"width": width, "height": 2000 - width})
    page.goto("/sheet")
    page.fill("#mark-feasibility", "9.5")
    expect(state(page)).to_have_text(RECEIVED)
    if opened == "[data-export]":
        page.route("**/scripts/ballots/*", lambda route: route.abort())
        page.fill("#mark-feasibility", "10")
        expect(state(page)).to_have_text(KEPT)
    if opened:
        page.click(opened)

    assert faults(page) == []
