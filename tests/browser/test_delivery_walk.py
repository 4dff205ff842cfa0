"""A winner's product delivered in a real browser: agreed, reported on a phone, tested, accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.awards.delivering import announced
from tests.browser.looking import is_sound, told
from tests.contest.entering import a_pdf

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

PDF = {"mimeType": "application/pdf", "buffer": a_pdf()}
DONE = "样机已在三号线停车场完成安装，运行正常。"


def agrees(issuer: Page, organizer: Page, award: int) -> str:
    """Let the issuer propose how to work together, and the organizer agree; return the address."""
    issuer.goto(f"/awards/{award}")
    is_sound(issuer)
    issuer.click("a:has-text('商定合作方式')")
    issuer.check("[name=cooperation][value=joint_development]")
    issuer.fill("[name=basis]", "榜单写明的合作方式。")
    is_sound(issuer)
    issuer.click("form button.btn-primary:has-text('提出')")
    told(issuer, "合作方式已提出")
    organizer.goto(issuer.url)
    is_sound(organizer)
    organizer.click("button:has-text('同意：联合开发')")
    told(organizer, "合作方式已商定")
    return organizer.url.partition("#")[0]


def plans(issuer: Page, delivery: str) -> None:
    issuer.goto(delivery)
    issuer.click("a:has-text('制定里程碑')")
    issuer.fill("[name=milestones-0-title]", "样机现场安装")
    issuer.fill("[name=milestones-0-due]", "2026-04-01")
    is_sound(issuer)
    issuer.click("button:has-text('保存里程碑')")
    told(issuer, "里程碑已保存")


def reports(phone: Page) -> None:
    """Report the milestone from the enterprise's list: without its file first, then with it."""
    phone.goto("/deliveries/mine")
    phone.click("tbody a")
    phone.click("text=样机现场安装 >> xpath=ancestor::li >> a")
    phone.click("a:has-text('报告完成')")
    phone.fill("[name=report]", DONE)
    phone.evaluate("document.querySelector('[name=file]').required = false")
    phone.click("button:has-text('报告完成')")
    expect(phone.locator(".error").first).to_contain_text("请选择要上传的文件")
    expect(phone.locator("[name=report]")).to_have_value(DONE)
    phone.set_input_files("[name=file]", {"name": "安装现场.pdf", **PDF})
    phone.click("button:has-text('报告完成')")
    told(phone, "已报告完成")
    is_sound(phone)


def confirms(issuer: Page, delivery: str) -> None:
    issuer.goto(delivery)
    issuer.click("a:has-text('核对并确认')")
    expect(issuer.locator("main")).to_contain_text(DONE)
    is_sound(issuer)
    issuer.click("button:has-text('确认已完成')")
    told(issuer, "已确认里程碑完成")


def measures(issuer: Page, delivery: str) -> None:
    issuer.goto(delivery)
    issuer.click("a:has-text('记录测试')")
    issuer.fill("[name=place]", "三号线停车场")
    issuer.fill("[name=first_day]", "2026-04-08")
    issuer.fill("[name=last_day]", "2026-04-10")
    issuer.fill("[name=measured-0-indicator]", "发现时间")
    issuer.fill("[name=measured-0-measured]", "0.5 天")
    is_sound(issuer)
    issuer.click("button:has-text('保存测试记录')")
    told(issuer, "现场测试已记录")


def accepts(issuer: Page, delivery: str) -> None:
    issuer.goto(delivery)
    issuer.click("a:has-text('登记验收')")
    issuer.fill("[name=held_on]", "2026-04-10")
    issuer.fill("[name=people-0-role]", "使用单位代表")
    issuer.fill("[name=people-0-organisation]", "甲市轨道集团")
    issuer.fill("[name=measured-0-indicator]", "发现时间")
    issuer.fill("[name=measured-0-measured]", "0.5 天")
    issuer.check("[name=conclusion][value=passed]")
    issuer.fill("[name=opinion]", "各项指标达到要求，同意通过验收。")
    issuer.set_input_files("[name=file]", {"name": "验收意见.pdf", **PDF})
    is_sound(issuer)
    issuer.click("button:has-text('登记验收')")
    told(issuer, "验收已登记")
    is_sound(issuer)


def test_a_delivery_is_agreed_reported_confirmed_tested_and_accepted(world, come, time, complaints):
    award, contest = announced(world).id, world.contest.id
    issuer = come(world.issuer)
    delivery = agrees(issuer, come(world.organizer), award)
    plans(issuer, delivery)
    time.now += timedelta(days=40)  # ten days late, and everybody signs in anew

    organizer, issuer = come(world.organizer), come(world.issuer)
    organizer.goto(f"/contests/{contest}/cases")
    expect(organizer.locator("tbody tr").first).to_contain_text("已逾期 10 天")
    is_sound(organizer)
    reports(come(world.author, phone=True))
    confirms(issuer, delivery)
    measures(issuer, delivery)
    accepts(issuer, delivery)

    organizer.goto(f"/awards/{award}")
    for step in ("里程碑：样机现场安装", "验收"):
        expect(organizer.locator("main")).to_contain_text(step)
    expect(organizer.locator("main")).not_to_contain_text("已逾期")
    is_sound(organizer)
    assert [said for said in complaints if "422" not in said] == []  # the missing file
