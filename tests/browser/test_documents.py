"""A document looked at, and a contest's archive made by its own process, in a real browser."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from contest.core.pages import WIDTH
from tests.browser.looking import is_sound

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def test_an_organizer_looks_at_the_award_list_and_takes_it(enter, complaints):
    page = enter("organizer1")
    page.goto("/contests/1/awards")
    page.click("a.btn:has-text('奖励名单'):visible >> nth=0")
    picture = page.locator(".sheets img").first
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") >= WIDTH
    is_sound(page)

    with page.expect_download() as coming:
        page.click("a:has-text('下载 PDF')")

    shown = page.locator(".sheets img").count()
    assert len(PdfReader(coming.value.path()).pages) == shown
    assert complaints == []


def test_an_archive_is_made_while_the_page_tells_how_far_it_is(enter, complaints):
    page = enter("organizer1")
    page.goto("/contests/1/awards")
    page.click("a:has-text('文书与归档')")
    page.click("button:has-text('制作归档文件')")
    page.wait_for_selector("[data-progress]")
    is_sound(page)
    page.wait_for_selector("a:has-text('下载')", timeout=60_000)
    is_sound(page)
    with page.expect_download() as coming:
        page.click("a:has-text('下载')")

    with ZipFile(Path(coming.value.path())) as archive:
        assert archive.testzip() is None
        assert {"README.txt", "index.csv", "index.json"} < set(archive.namelist())
    assert complaints == []
