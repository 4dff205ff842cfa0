"""Paper sheets and exported marks, in a real browser: printed, scanned, typed twice, settled."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults
from tests.judging.test_unsent import codes

pytestmark = pytest.mark.xdist_group("demo")

SESSION, CONTEST = 4, 2
DESK = {"width": 1280, "height": 800}
FIRST = ("17.5", "20", "12", "15.5", "16")


def printed(page):
    """Return the code of a sheet whose judge has not marked its entry."""
    page.goto(f"/sessions/{SESSION}/paper")
    return page.locator(".paper-ballot footer").last.inner_text().split()[0]


def type_marks(page, marks, button):
    for number, mark in enumerate(marks):
        page.fill(f"[name=mark_{number}]", mark)
    page.click(f"button:has-text('{button}')")


def scan(page, code):
    """Type what a scanner types: the code, and Enter."""
    page.goto(f"/contests/{CONTEST}/paper")
    page.locator("[name=code]").press_sequentially(code)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/paper/(sheets/|\d)"))


def test_a_paper_sheet_is_typed_by_two_people_and_settled(enter, complaints):
    first, second = enter("organizer1"), enter("organizer2")
    for page in (first, second):
        page.set_viewport_size(DESK)
    code = printed(first)

    scan(first, code)
    assert faults(first) == []
    type_marks(first, FIRST, "录入，等待另一人复录")
    scan(second, code)
    hidden = second.content()
    type_marks(second, ("17.5", "20", "12", "15", "16"), "复录")

    expect(second.locator("tr.differs")).to_have_count(1)
    assert "15.5" not in re.sub(r"\d+–\d+\.?\d*", "", hidden)
    assert faults(second) == []
    type_marks(second, ("15.5",), "核定并提交评分表")
    expect(second.locator(".top .chip")).to_have_text("已提交")
    assert complaints == []


def test_sheets_fit_their_pages(enter):
    page = enter("organizer1")
    code = printed(page)

    page.emulate_media(media="print")
    heights = page.evaluate(
        "[...document.querySelectorAll('.paper-ballot')].map(s => s.scrollHeight - s.clientHeight)"
    )

    assert len(code) == 36
    assert set(heights) == {0}


def test_codes_scanned_one_by_one_are_read_in(enter, complaints):
    page = enter("organizer1")
    page.set_viewport_size(DESK)
    page.goto(f"/contests/{CONTEST}/paper")
    judge, entry = (
        page.locator(f"select[name={name}] option").last.get_attribute("value")
        for name in ("judge", "entry")
    )
    ballot = {
        "uuid": "99999999-0000-4000-8000-000000000009",
        "entry": int(entry),
        "version": 0,
        "marks": {},
        "state": "draft",
    }
    told = {
        "jiebang": "unsent-marks",
        "version": 1,
        "tablet": "",
        "judge": int(judge),
        "made": "2026-11-22T08:00:00Z",
        "ballots": [ballot],
        "mac": "",
    }
    parts = codes(told, size=80)
    page.goto(f"/contests/{CONTEST}/unsent")

    for part in parts[1:]:
        page.locator("[name=text]").press_sequentially(part + "\n")
    page.click("button:has-text('导入')")
    missing = page.locator("#text-error").inner_text()
    page.wait_for_load_state()  # until its script has led to the fault
    page.locator("[name=text]").press("Control+End")
    page.locator("[name=text]").press_sequentially("\n" + parts[0])
    page.click("button:has-text('导入')")

    assert "还缺第 1 段" in missing
    expect(page.locator("#told tbody tr")).to_have_count(1)
    assert faults(page) == []
    assert [said for said in complaints if "422" not in said] == []
