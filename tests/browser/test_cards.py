"""From the printed sheet to the judge's desk, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from contest.models import Contest
from judging.views import cards
from tests.browser.conftest import TABLET
from tests.browser.looking import faults, width
from tests.demo import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
PIN = "804217"


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """Gather the addresses that stand on the sheet as QR codes."""
    found: list[str] = []
    make = cards.segno.make

    def note(address: str, **how: str) -> object:
        found.append(address)
        return make(address, **how)

    monkeypatch.setattr(cards.segno, "make", note)
    return found


@pytest.fixture
def sheet(enter, drawn, loaded_demo: Demo) -> Page:
    """Return the organizer's sheet of new cards."""
    contest = loaded_demo.cast.numbers[Contest, "roadshow"]
    page = enter("organizer1")
    page.goto(f"/contests/{contest}/tablets")
    page.click("button:has-text('打印所选登录卡')")
    expect(page.locator(".login-card")).not_to_have_count(0)
    return page


@pytest.fixture
def tablet(browser, address):
    context = browser.new_context(base_url=address, viewport=TABLET, has_touch=True)
    yield context.new_page()
    context.close()


def test_a_judge_gets_from_the_sheet_to_the_desk_and_back_by_the_pin(
    sheet, drawn, tablet, expire, complaints
):
    name = sheet.locator(".login-card h2").first.inner_text().removesuffix("专家").strip()

    tablet.goto(drawn[0])
    expect(tablet.locator("h1")).to_have_text(f"您好，{name} 专家")
    assert (faults(tablet), width(tablet)) == ([], TABLET["width"])
    tablet.fill("[name=pin]", PIN)
    tablet.fill("[name=again]", PIN)
    tablet.click("text=在这台平板上登录")

    expect(tablet.locator("h1")).to_have_text("我的评审")
    expire()
    tablet.reload()
    expect(tablet.locator("h1")).to_have_text(f"{name[0]}**，请输入 PIN")
    assert (faults(tablet), width(tablet)) == ([], TABLET["width"])
    tablet.fill("[name=pin]", PIN)
    tablet.click("button:has-text('登录')")
    expect(tablet.locator("h1")).to_have_text("我的评审")
    tablet.goto(drawn[0])
    expect(tablet.locator(".lead")).to_contain_text("已经用过")
    assert complaints == []


def test_the_sheet_prints_four_cards_to_a_page_of_a4(sheet, drawn):
    cards_drawn = sheet.locator(".login-card").count()

    printed = sheet.pdf(prefer_css_page_size=True)

    assert len(set(drawn)) == cards_drawn
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == -(-cards_drawn // 4)
    assert faults(sheet) == []
    sheet.set_viewport_size({"width": 390, "height": 844})
    assert width(sheet) == 390


def test_the_list_of_tablets_fits_every_screen(sheet):
    sheet.click("text=返回")
    expect(sheet.locator("h1")).to_have_text("登录卡与评审平板")

    widths = {}
    for screen in (390, 820, 1280):
        sheet.set_viewport_size({"width": screen, "height": 900})
        widths[screen] = width(sheet)

    assert widths == {390: 390, 820: 820, 1280: 1280}
    assert faults(sheet) == []
