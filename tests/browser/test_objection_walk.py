"""An objection taken its whole way in a real browser, by everybody whom it takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from contest.core.actions import acting
from contest.core.db import db
from contest.passwords import hashed
from tests.awards.proposing import MILLION, awards, give_prizes, publish
from tests.awards.publicising import approved, publicise
from tests.browser.looking import is_sound, told

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

PASSWORD = "Jiebang-2026"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cf"
    "c0f01f00050001ff89993d1d0000000049454e44ae426082"
)
SAID, FOUND = "该项目的核心专利已转让给他人。", "核心专利不属于该企业。"


@pytest.fixture
def public(world):
    """One prize is publicised; the rival is next in rank."""
    give_prizes(world, ("一等奖", 1, MILLION))
    publish(world)
    approved(world)
    publicise(world)
    with acting("test.password", world.contest, by=None):
        world.second_organizer.password_hash = hashed(PASSWORD)
    db.session.rollback()
    return world


def objects(page: Page, contest: int, winner: str) -> str:
    """Object to a winner with evidence, from the notice, and return the receipt's address."""
    page.goto(f"/contests/{contest}/notices")
    page.click("ul.worklist a")
    is_sound(page)
    page.click(f"tr:has-text('{winner}') a:has-text('提出异议')")
    is_sound(page)
    page.fill("[name=name]", "王某")
    page.fill("[name=phone]", "0574-8718 0000")
    page.fill("[name=email]", "wang@example.org")
    page.fill("[name=statement]", SAID)
    evidence = {"name": "专利登记簿副本.png", "mimeType": "image/png", "buffer": PNG}
    page.set_input_files("[name=evidence]", evidence)
    page.click("button:has-text('提交异议')")
    expect(page.locator("h1")).to_have_text("异议回执")
    expect(page.locator("main")).to_contain_text("专利登记簿副本.png")
    is_sound(page)
    return page.url


def takes_up(page: Page, contest: int) -> str:
    """Take the objection up from the list, and return its address."""
    page.goto(f"/contests/{contest}/objections")
    is_sound(page)
    page.click("tbody a:has-text('第 1 号')")
    is_sound(page)
    page.click("button:has-text('受理并调查')")
    told(page, "异议已受理")
    return page.url


def adds(page: Page, text: str) -> None:
    """Write down what was found out."""
    page.fill("[name=text]", text)
    page.click("button:has-text('添加记录')")
    told(page, "调查情况已记录")
    expect(page.locator("main")).to_contain_text(text)


def upholds(page: Page) -> None:
    page.check("[name=upheld][value=yes]")
    page.fill("form[action$='/decision'] [name=reason]", FOUND)
    page.click("button:has-text('作出决定')")
    told(page, "决定已作出")
    is_sound(page)


def takes_back(proposes: Page, approves: Page) -> None:
    """Let one person propose that the award moves up, and another approve it."""
    proposes.reload()
    proposes.fill("form[action$='/revocation'] [name=reason]", FOUND)
    proposes.click("button:has-text('拟定递补方案')")
    told(proposes, "已拟定更正方案")
    approves.goto(proposes.url)
    is_sound(approves)
    approves.fill("[name=password]", PASSWORD)
    approves.click("button:has-text('批准 1 项奖励')")
    expect(approves.locator(".chip-ok:has-text('已批准')").first).to_be_visible()


def corrects(page: Page, contest: int) -> None:
    """Publish the correction notice, and look at what it says to everybody."""
    page.goto(f"/desk/contests/{contest}/publicity")
    page.click("button:has-text('起草公示')")
    page.click("button:has-text('发布公示')")
    told(page, "公示已发布")
    is_sound(page)
    page.click("a:has-text('公开页面')")
    expect(page.locator("tbody tr")).to_have_count(2)
    is_sound(page)


def test_an_objection_is_made_looked_into_upheld_and_put_right(public, come, complaints):
    contest, winner = public.contest.id, public.entry.title
    visitor, organizer, second, supervisor, rival, author = (
        come(someone)
        for someone in (
            None,
            public.organizer,
            public.second_organizer,
            public.supervisor,
            public.rival,
            public.author,
        )
    )

    receipt = objects(visitor, contest, winner)
    objection = takes_up(organizer, contest)
    adds(organizer, "已向专利登记部门调取登记簿。")
    supervisor.goto(objection)
    adds(supervisor, "已核对登记簿原件，专利权人为他人。")
    expect(supervisor.locator("button:has-text('作出决定')")).to_have_count(0)
    second.goto(objection)
    upholds(second)
    takes_back(organizer, second)
    corrects(organizer, contest)

    rival.goto(f"/contests/{contest}/notices")
    expect(rival.locator("table tbody tr")).to_contain_text("rival 有限公司")
    author.goto("/objections")
    expect(author.locator("main")).to_contain_text(SAID)
    expect(author.locator("main")).not_to_contain_text("王某")
    is_sound(author)
    visitor.goto(receipt)
    expect(visitor.locator("main")).to_contain_text("已撤回所涉及的奖励，并按排名依次递补")
    assert [award.state for award in awards(public)] == ["revoked", "publicised"]
    assert complaints == []
