"""An objection taken its whole way in a real browser, by everybody whom it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from contest.core.actions import acting
from contest.core.db import db
from contest.passwords import hashed
from tests.awards.proposing import MILLION, awards, give_prizes, publish
from tests.awards.publicising import approved, publicise
from tests.browser.looking import is_sound
from tests.browser.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

PASSWORD = "Jiebang-2026"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cf"
    "c0f01f00050001ff89993d1d0000000049454e44ae426082"
)
WHOLE = {"width": 1280, "height": 800}


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


@pytest.fixture
def come(app, visit, browser: Browser, complaints) -> Iterator[Callable[..., Page]]:
    """Return a page as somebody of the little world, or as nobody."""
    contexts = []

    def _come(user=None) -> Page:
        context = browser.new_context(base_url=address, viewport=WHOLE)
        contexts.append(context)
        if user is not None:
            cookie = visit(user).get_cookie("session")
            context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
        page = context.new_page()
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        return page

    with serving(app) as address:
        yield _come
        for context in contexts:
            context.close()


def told(page: Page, text: str) -> None:
    """Wait until the page says how it went."""
    expect(page.locator(".notice-ok").first).to_contain_text(text)


def test_an_objection_is_made_looked_into_upheld_and_put_right_by_moving_up(
    public, come, complaints
):
    people = {name: getattr(public, name) for name in ("organizer", "second_organizer")}
    people |= {name: getattr(public, name) for name in ("supervisor", "author", "rival")}
    contest, winner = public.contest.id, public.entry.title
    db.session.rollback()

    # Anybody objects, with evidence, and gets a receipt that they can follow.
    visitor = come()
    visitor.goto(f"/contests/{contest}/notices")
    visitor.click("ul.worklist a")
    is_sound(visitor)
    visitor.click(f"tr:has-text('{winner}') a:has-text('提出异议')")
    is_sound(visitor)
    visitor.fill("[name=name]", "王某")
    visitor.fill("[name=phone]", "0574-8718 0000")
    visitor.fill("[name=email]", "wang@example.org")
    visitor.fill("[name=statement]", "该项目的核心专利已转让给他人。")
    evidence = {"name": "专利登记簿副本.png", "mimeType": "image/png", "buffer": PNG}
    visitor.set_input_files("[name=evidence]", evidence)
    visitor.click("button:has-text('提交异议')")
    expect(visitor.locator("h1")).to_have_text("异议回执")
    expect(visitor.locator("main")).to_contain_text("专利登记簿副本.png")
    is_sound(visitor)
    receipt = visitor.url

    # The organizer takes it up, and writes down what was found out.
    organizer = come(people["organizer"])
    organizer.goto(f"/contests/{contest}/objections")
    is_sound(organizer)
    organizer.click("tbody a:has-text('第 1 号')")
    is_sound(organizer)
    organizer.click("button:has-text('受理并调查')")
    told(organizer, "异议已受理")
    organizer.fill("[name=text]", "已向专利登记部门调取登记簿。")
    organizer.click("button:has-text('添加记录')")
    told(organizer, "调查情况已记录")
    objection = re.sub(r"[#?].*", "", organizer.url)

    # The supervisor adds to the record, and decides nothing.
    supervisor = come(people["supervisor"])
    supervisor.goto(objection)
    supervisor.fill("[name=text]", "已核对登记簿原件，专利权人为他人。")
    supervisor.click("button:has-text('添加记录')")
    told(supervisor, "调查情况已记录")
    expect(supervisor.locator("button:has-text('作出决定')")).to_have_count(0)
    is_sound(supervisor)

    # Another organizer upholds it.
    second = come(people["second_organizer"])
    second.goto(objection)
    second.check("[name=upheld][value=yes]")
    second.fill("form[action$='/decision'] [name=reason]", "核心专利不属于该企业。")
    second.click("button:has-text('作出决定')")
    told(second, "决定已作出")
    is_sound(second)

    # The award is taken back and the next moves up, by two people.
    organizer.goto(objection)
    organizer.fill("form[action$='/revocation'] [name=reason]", "核心专利不属于该企业。")
    organizer.click("button:has-text('拟定递补方案')")
    told(organizer, "已拟定更正方案")
    plan = organizer.url
    second.goto(plan)
    is_sound(second)
    second.fill("[name=password]", PASSWORD)
    second.click("button:has-text('批准 1 项奖励')")
    expect(second.locator(".chip-ok:has-text('已批准')").first).to_be_visible()

    # The correction notice says what changed.
    organizer.goto(f"/desk/contests/{contest}/publicity")
    organizer.click("button:has-text('起草公示')")
    organizer.click("button:has-text('发布公示')")
    told(organizer, "公示已发布")
    is_sound(organizer)
    organizer.click("a:has-text('公开页面')")
    expect(organizer.locator("tbody tr")).to_have_count(2)
    is_sound(organizer)

    # The enterprise that moved up, the one that lost, and who objected see it.
    rival = come(people["rival"])
    rival.goto(f"/contests/{contest}/notices")
    expect(rival.locator("table tbody tr")).to_contain_text("rival 有限公司")
    author = come(people["author"])
    author.goto("/objections")
    expect(author.locator("main")).to_contain_text("该项目的核心专利已转让给他人。")
    expect(author.locator("main")).not_to_contain_text("王某")
    is_sound(author)
    visitor.goto(receipt)
    expect(visitor.locator("main")).to_contain_text("已撤回所涉及的奖励，并按排名依次递补")
    is_sound(visitor)
    assert [award.state for award in awards(public)] == ["revoked", "publicised"]
    assert complaints == []
