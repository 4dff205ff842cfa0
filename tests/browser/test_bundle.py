"""A contest's bundle taken away in a real browser, by who runs the contest and who oversees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looking import is_sound
from tests.judging.bundle.reading import taken_apart

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def taken(page: Page) -> dict:
    """Press the button and return what comes down."""
    with page.expect_download() as coming:
        page.click("button:has-text('导出')")
    return taken_apart(Path(coming.value.path()).read_bytes())


def test_a_supervisor_takes_the_bundle_from_the_standings(enter, complaints):
    page = enter("supervisor1")
    page.goto("/contests/1/standings")
    page.click("a:has-text('核验包')")
    is_sound(page)

    bundle = taken(page)

    assert (bundle["contest"]["id"], bundle["opened"]) == (1, [])
    assert page.locator("[name=opens]").count() == 0
    page.reload()
    assert "只有承诺值" in page.locator("tbody tr").first.inner_text()
    assert complaints == []


def test_an_organizer_says_for_what_names_are_opened_and_loses_nothing_by_forgetting(enter):
    page = enter("organizer1")
    page.goto("/contests/1/bundle")
    page.check("[name=opens]")
    page.click("button:has-text('导出')")
    page.wait_for_selector("[data-error-summary]")
    is_sound(page)
    assert page.is_checked("[name=opens]")

    page.fill("[name=reason]", "市纪委来函 12 号")
    bundle = taken(page)

    assert len(bundle["opened"]) >= len(bundle["judges"])
    page.goto("/contests/1/bundle")
    assert "附原文：市纪委来函 12 号" in page.locator("tbody tr").first.inner_text()
