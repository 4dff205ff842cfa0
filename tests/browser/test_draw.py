"""A draw in a real browser, from the promise to the order, and what anybody makes of its record."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from contest.core import clock
from tests.browser.looking import is_sound
from tests.demo import NOW, Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
SESSION = 4


def test_a_draw_from_the_promise_to_an_order_that_anybody_can_check(
    enter, complaints, loaded_demo: Demo, monkeypatch
):
    page = enter("organizer1")
    page.goto(f"/sessions/{SESSION}")
    is_sound(page)
    page.click("text=准备抽签")
    page.fill("[name=source]", "上证指数收盘点位，写到小数点后两位，不加逗号")
    page.fill("[name=known_at]", "2026-11-22T16:30")
    page.fill("[name=reason]", "改用可验证的抽签")
    is_sound(page)

    page.click("text=封存随机数并公布承诺")
    expect(page.locator("text=已公布承诺，等待公开数字")).to_be_visible()
    is_sound(page)
    commitment = page.locator(".draw-sheet .hash").first.inner_text().replace(" ", "")
    record = page.url
    monkeypatch.setattr(clock, "system", lambda: NOW + timedelta(minutes=10))
    page.goto(f"{record}/number")
    page.fill("[name=public_number]", "３９１２．４５")
    page.fill("[name=again]", "3912.45")
    page.fill("[name=witness]", "上交所网站，监督人在场")
    is_sound(page)
    page.click("button:has-text('抽定顺序')")

    expect(page.locator("h2:has-text('抽定的顺序')")).to_be_visible()
    is_sound(page)
    shown = page.locator(".draw-sheet tbody b").all_inner_texts()
    again = page.locator("pre").nth(2).inner_text()
    told = subprocess.check_output(again, shell=True, text=True)  # noqa: S602 -- what a reader types
    assert [line.split()[1] for line in told.splitlines()] == shown
    with page.expect_download() as saved:
        page.click("text=下载记录")
    kept = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert [line["entry"] for line in kept["order"]] == shown
    assert kept["commitment"] == commitment
    page.goto(f"/sessions/{SESSION}")
    assert [text.split(" · ")[0] for text in page.locator("td .why").all_inner_texts()] == shown
    assert complaints == []


def test_an_order_is_typed_with_the_keyboard_alone(enter, complaints, loaded_demo: Demo):
    page = enter("organizer1")
    page.goto(f"/sessions/{SESSION}/order/typed")
    boxes = page.locator(".places input")
    total = boxes.count()
    boxes.first.focus()
    for place in range(total, 0, -1):
        page.keyboard.type(str(place if place > 1 else 2))
        page.keyboard.press("Tab")
    page.keyboard.type("监督人在场")
    page.keyboard.press("Tab")
    page.keyboard.type("企业要求当面再抽")
    is_sound(page)

    page.click("button:has-text('按这个顺序')")
    expect(page.locator("text=序号 2 填了不止一次").first).to_be_visible()
    is_sound(page)
    boxes.last.fill("1")
    page.click("button:has-text('按这个顺序')")

    expect(page.locator("text=现场抽签的顺序已录入")).to_be_visible()
    assert complaints == [] or all("422" in said for said in complaints)
