"""The catalogue on a phone, and an officer's decision beside what its conditions give."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from awards.models import CatalogueItem
from awards.states import CatalogueState
from contest.core.db import db
from tests.browser.looking import is_sound, width

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def test_everybody_finds_a_product_on_a_phone(browser, address):
    page = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}).new_page()
    page.goto("/catalogue/")

    page.fill("#filter-q", "井盖")
    page.click("text=查找")
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.click("text=智能井盖传感器")

    expect(page.locator("h1")).to_have_text("智能井盖传感器")
    assert width(page) == 390
    is_sound(page)


def test_another_officer_decides_beside_the_conditions(demo_app, enter, complaints):
    item = db.session.query(CatalogueItem).filter_by(state=CatalogueState.PROPOSED).first()
    page = enter("organizer2")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/catalogue-items/{item.id}")

    expect(page.locator(".findings li")).to_have_count(4)
    expect(page.locator(".findings .chip-warn")).to_have_text("待核实")
    is_sound(page)
    page.check("text=不列入")
    page.fill("#reason", "企业未提供上年销售台账。")
    page.click("text=记录决定")

    expect(page.locator("main")).to_contain_text("企业未提供上年销售台账。")
    db.session.rollback()
    db.session.refresh(item)
    assert item.state is CatalogueState.DECLINED
    assert complaints == []
