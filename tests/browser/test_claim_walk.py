"""An insurance subsidy in a real browser: claimed, checked, granted by another, and paid."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.awards.claiming import EQUIPMENT, scheme, settled_award
from tests.browser.looking import is_sound, told
from tests.contest.entering import a_pdf

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

PDF = {"mimeType": "application/pdf", "buffer": a_pdf()}
PAPERS = ("policy", "invoice", "payment", "contract", "acceptance")
TYPED = {
    "product_name": "隧道渗漏水巡检机器人",
    "year_index": "1",
    "insurer": "人保财险",
    "policy_number": "PICC-2026-0001",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "insured_fen": "5000",
    "contract_fen": "4000",
    "premium_invoiced_fen": "120",
    "premium_paid_fen": "120",
    "user_name": "轨道公司",
    "user_uscc": "123",
    "own_legal_rep": "王建国",
    "user_legal_rep": "李卫东",
}
GRANTED = "960,000.00"


def fills_in(firm: Page, number: int) -> None:
    """Begin a claim, with a code that is none first: nothing typed is lost."""
    firm.goto("/subsidies/claims")
    is_sound(firm)
    firm.click("main form button")
    firm.select_option("[name=scheme_id]", str(number))
    for name, typed in TYPED.items():
        firm.fill(f"[name={name}]", typed)
    firm.check("[name=related][value=no]")
    firm.check("[name=subsidised][value=no]")
    firm.click("button:has-text('保存')")
    expect(firm.locator(".error").first).to_contain_text("统一社会信用代码为 18 位")
    for name, typed in TYPED.items():
        expect(firm.locator(f"[name={name}]")).to_have_value(typed)
    is_sound(firm)
    firm.fill("[name=user_uscc]", "91330200MA0000002P")
    firm.click("button:has-text('保存')")
    told(firm, "已保存")
    expect(firm.locator("#working")).to_contain_text("费率上限 3%")
    expect(firm.locator("#working")).to_contain_text(GRANTED)


def hands_in(firm: Page) -> str:
    """Upload every paper and submit; return the claim's address."""
    for kind in PAPERS:
        firm.select_option("[name=kind]", kind)
        firm.set_input_files("[name=file]", {"name": f"{kind}.pdf", **PDF})
        firm.click("button:has-text('上传')")
        told(firm, f"“{kind}.pdf”已上传")
    is_sound(firm)
    firm.click("button:has-text('提交申请')")
    firm.click("dialog button.btn-primary")
    told(firm, "申请已提交")
    return firm.url


def qualifies(officer: Page, claim: str) -> None:
    officer.goto("/subsidies/claims")
    is_sound(officer)
    officer.click("tbody a")
    officer.click("a:has-text('审核资格')")
    is_sound(officer)
    for box in officer.locator("input[type=checkbox][name^=tick_]").all():
        box.check()
    officer.click("button:has-text('资格审核通过')")
    expect(officer).to_have_url(claim)
    officer.click("a:has-text('核定资金')")
    expect(officer.locator("main")).to_contain_text("须由另一人核定资金")


def grants_and_pays(officer: Page, claim: str) -> None:
    officer.goto(claim)
    officer.click("a:has-text('核定资金')")
    expect(officer.locator("main")).to_contain_text(GRANTED)
    is_sound(officer)
    officer.click("button:has-text('按此金额核定')")
    officer.click("a:has-text('记录拨付')")
    officer.fill("[name=paid_on]", "2026-03-01")
    officer.fill("[name=reference]", "国库〔2026〕0031")
    is_sound(officer)
    officer.click("button:has-text('记录拨付')")
    expect(officer.locator("main")).to_contain_text("国库〔2026〕0031")
    officer.click("a:has-text('申请表')")
    is_sound(officer)


def test_a_subsidy_is_claimed_checked_granted_by_another_and_paid(world, come, complaints):
    settled_award(world)
    firm = come(world.author)

    fills_in(firm, scheme(EQUIPMENT).id)
    claim = hands_in(firm)
    qualifies(come(world.organizer), claim)
    grants_and_pays(come(world.second_organizer), claim)

    firm.goto(claim)
    expect(firm.locator("main")).to_contain_text("已拨付")
    expect(firm.locator("main")).to_contain_text("玖拾陆万元整")
    is_sound(firm)
    assert [said for said in complaints if "422" not in said] == []  # the wrong code
