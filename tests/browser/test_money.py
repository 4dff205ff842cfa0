"""Money and certificates in a real browser: who waits for whom, and what anybody may verify."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from awards.demo.accounts import PASSWORD
from tests.browser.looking import is_sound

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def test_a_second_person_checks_a_payment_and_confirms_a_changed_account(enter, complaints):
    page = enter("organizer2")
    page.click("text=有 1 笔付款待核对 >> xpath=ancestor::li >> a")
    is_sound(page)
    page.click("tbody a:has-text('拨付 2')")
    is_sound(page)
    page.click("button:has-text('核对无误')")
    expect(page.locator("text=付款已核对。")).to_be_visible()
    is_sound(page)

    page.goto("/")
    page.click("text=的收款账户变更待核实 >> xpath=ancestor::li >> a")
    page.fill("[name=verified]", "11 月 22 日致电企业财务负责人（登记电话）核实")
    page.fill("[name=password]", PASSWORD)
    is_sound(page)
    page.click("button:has-text('确认，以后付到新账户')")
    expect(page.locator("text=账户变更已确认")).to_be_visible()
    assert complaints == []


def test_an_enterprise_gives_its_account_and_anybody_verifies_its_certificate(enter, complaints):
    page = enter("guanting")
    page.click("text=请填写收款账户 >> xpath=ancestor::li >> a")
    for name, typed in {
        "bank": "中国银行",
        "branch": "甬江支行",
        "account": "3340 0012 3456",
    }.items():
        page.fill(f"[name={name}]", typed)
    is_sound(page)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    page.click("button:has-text('保存账户')")
    expect(page.locator("text=收款账户已保存：•••• 3456")).to_be_visible()

    page.goto("/awards/mine")
    is_sound(page)
    page.click("text=查看证书")
    is_sound(page)
    page.click("text=公开核验页")
    expect(page.locator("text=现行有效")).to_be_visible()
    page.click("text=签名与离线核对")
    is_sound(page)
    assert complaints == []
