"""A judge holds a receipt up; somebody with a phone checks it, and learns nothing more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TABLET, sign_in
from tests.browser.looking import faults, width

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
PHONE = {"width": 390, "height": 844}
CODE = r"[0-9a-f]{4}( [0-9a-f]{4}){3}"
# Whether a code is drawn on a canvas: light and dark, and nothing else.
DRAWN = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return canvas.width > 100 && new Set(data).size === 2;
}"""


@pytest.fixture
def phone(browser: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    """Return a page of somebody who is not signed in."""
    context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


def submit(page: Page) -> None:
    """Mark every line of the sheet that is open, and wait for the receipt."""
    for box in page.locator("[data-criterion] input").all():
        box.fill("10")
        box.blur()
    page.locator("[data-ballot-submit]").click()
    page.click("[data-submit-yes]")
    expect(page.locator("[data-ballot-state]")).to_have_text(re.compile("已提交，已回执"))


def test_a_receipt_is_held_up_without_a_network_and_checked_on_a_phone(
    enter, phone, complaints, fresh
):
    tablet = enter("judge05")
    tablet.goto(fresh)
    submit(tablet)

    tablet.context.set_offline(True)
    tablet.click("[data-show-receipt]")
    dialog = tablet.locator("#tablet-receipt")
    expect(dialog).to_be_visible()
    code = dialog.locator("[data-receipt-code]").inner_text()
    assert re.fullmatch(CODE, code)
    expect(dialog.locator("canvas")).to_be_visible()
    assert dialog.locator("canvas").evaluate(DRAWN)
    assert faults(tablet) == []

    phone.goto("/verify")
    phone.fill("#code", code.upper())
    phone.press("#code", "Enter")
    expect(phone.locator(".notice")).to_contain_text("在册")
    assert width(phone) == PHONE["width"]
    assert faults(phone) == []
    assert [one for one in complaints if "ERR_INTERNET_DISCONNECTED" not in one] == []


def test_the_digits_are_held_up_where_no_code_can_be_drawn(browser, address, fresh):
    context = browser.new_context(base_url=address, viewport=TABLET, service_workers="block")
    tablet = context.new_page()
    tablet.route("**/vendor/qrcode*", lambda route: route.abort())
    tablet.goto("/sign-in")
    sign_in(tablet, "judge05")
    tablet.wait_for_url(f"{address}/")
    tablet.goto(fresh)
    submit(tablet)

    tablet.click("[data-show-receipt]")

    dialog = tablet.locator("#tablet-receipt")
    expect(dialog.locator("[data-no-code]")).to_be_visible()
    expect(dialog.locator("canvas")).to_be_hidden()
    assert re.fullmatch(CODE, dialog.locator("[data-receipt-code]").inner_text())
    assert faults(tablet) == []
    context.close()


def test_a_judge_takes_a_receipt_along_and_a_changed_one_is_found(
    enter, phone, complaints, fresh, tmp_path: Path
):
    tablet = enter("judge05")
    tablet.goto(fresh)
    title = tablet.locator(".tablet-title h1").inner_text()
    submit(tablet)
    tablet.goto("/ballots/receipts")
    card = tablet.locator(".receipts li", has_text=title)
    with tablet.expect_download() as coming:
        card.locator("text=下载完整回执").click()
    coming.value.save_as(tmp_path / "receipt.json")
    told = json.loads((tmp_path / "receipt.json").read_text())
    (tmp_path / "changed.json").write_text(json.dumps({**told, "entry": told["entry"] + 1}))

    for name, said in (("receipt", "存在证明成立"), ("changed", "回执不成立")):
        phone.goto("/verify")
        phone.click("summary")
        phone.set_input_files("#file", tmp_path / f"{name}.json")
        phone.click("text=核对回执文件")
        expect(phone.locator(".notice")).to_contain_text(said)

    expect(card).to_contain_text(f"日志第 {told['sequence']} 行")
    assert faults(tablet) == []
    assert complaints == []


def test_another_device_leads_to_the_list_of_receipts(enter, complaints, fresh):
    first = enter("judge05")
    first.goto(fresh)
    submit(first)

    second = enter("judge05")
    second.goto(fresh)
    second.click("[data-show-receipt]")

    expect(second.locator("h1")).to_have_text("我的回执")
    expect(second.locator(".receipts li:target")).to_have_count(1)
    assert complaints == []
