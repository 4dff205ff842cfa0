"""An amendment taken its whole way in a real browser, by the three people it needs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from awards.demo.accounts import PASSWORD
from contest.core.db import db
from contest.models import Contest
from judging.models import Ballot
from judging.states import BallotState
from tests.browser.conftest import ROADSHOW
from tests.browser.looking import is_sound

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

REASON = "第一行合计时多加了 1 分，已对照签名的纸质评分表核实。"


DESK = {"width": 1280, "height": 800}


def submitted() -> tuple[int, str]:
    """Return a submitted ballot of the roadshow, and who marked it."""
    query = (
        select(Ballot)
        .join(Contest, Contest.id == Ballot.contest_id)
        .where(Contest.name == ROADSHOW, Ballot.state == BallotState.SUBMITTED)
        .order_by(Ballot.id)
    )
    ballot = db.session.scalars(query).first()
    found = ballot.id, ballot.judge.username
    db.session.rollback()
    return found


def confirmed(page: Page, button: str) -> None:
    """Press a button that asks first, and answer yes."""
    page.click(f"main button:has-text('{button}')")
    page.click("[data-confirm-yes]")


def test_an_amendment_is_proposed_signed_cosigned_and_applied(enter, complaints):
    organizer, supervisor = enter("organizer1"), enter("supervisor1")
    organizer.set_viewport_size(DESK)
    ballot, whose = submitted()
    judge = enter(whose)

    organizer.goto(f"/contests/2/amendments/new?ballot={ballot}")
    box = organizer.locator(".paper-boxes input").first
    before = box.input_value()
    after = f"{float(before) - 1:g}"
    box.fill(after)
    organizer.click("button:has-text('提出')")
    expect(organizer.locator("[data-error-summary]")).to_be_visible()
    is_sound(organizer)
    expect(box).to_have_value(after)  # nothing typed is lost
    organizer.locator("[name=ground]").first.check()
    organizer.fill("[name=reason]", REASON)
    organizer.click("button:has-text('提出')")
    organizer.wait_for_url(re.compile(r"/amendments/\d+$"))
    expect(organizer.locator(".amended .differs s").first).to_have_text(f"{float(before):.2f}")
    is_sound(organizer)
    amendment = organizer.url

    judge.goto(f"{amendment}/signature")
    is_sound(judge)
    judge.fill("[name=secret]", "not-the-password")
    judge.click("button:has-text('签认更正后的分数')")
    expect(judge.locator("[data-error-summary]")).to_contain_text("密码不正确")
    judge.fill("[name=secret]", PASSWORD)
    judge.click("button:has-text('签认更正后的分数')")
    expect(judge.locator(".notice-ok").first).to_be_visible()

    supervisor.goto(amendment)
    expect(supervisor.locator("h2:has-text('适用前后的排名')")).to_be_visible()
    is_sound(supervisor)
    confirmed(supervisor, "会签")
    expect(supervisor.locator("text=已会签，等待组委会适用")).to_be_visible()

    organizer.reload()
    confirmed(organizer, "整份适用")
    expect(organizer.locator(".chip-ok").first).to_have_text("已适用")
    is_sound(organizer)
    db.session.rollback()
    marks = db.session.get(Ballot, ballot).marks
    assert float(after) in [float(mark.points) for mark in marks]
    assert [said for said in complaints if "422" not in said] == []
