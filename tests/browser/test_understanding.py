"""Robustness and judges' agreement as a supervisor reads them, on screen and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import is_sound

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

PAGES = ("/editions/2/robustness", "/editions/2/judges", "/editions/2/judges/12")


@pytest.fixture
def supervisor(enter):
    page = enter("supervisor1")
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def test_from_the_table_to_what_would_change_it_and_to_the_marks(supervisor, complaints):
    supervisor.goto("/editions/2")

    supervisor.click("text=稳健性")
    expect(supervisor.locator(".margins li")).to_have_count(3)
    expect(supervisor.locator(".plot svg")).to_have_attribute("aria-label", re.compile("总分"))
    supervisor.click("text=看它的打分 >> nth=0")
    expect(supervisor.locator("table.marks")).to_be_visible()

    assert complaints == []


def test_from_a_judges_figure_to_the_marks_behind_it(supervisor, complaints):
    supervisor.goto("/editions/2/judges")

    supervisor.click("table.judges tbody a >> nth=0")
    supervisor.click("table.list tbody a >> nth=0")

    expect(supervisor.locator("table.marks")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_break_no_rule_of_access_and_fit(supervisor, path, scheme):
    supervisor.emulate_media(color_scheme=scheme)
    supervisor.goto(path)

    is_sound(supervisor)


def test_plots_are_on_paper_in_black_with_their_tables(supervisor):
    supervisor.goto("/editions/2/judges")
    supervisor.emulate_media(media="print")

    dot = supervisor.locator(".plot .told circle").first
    assert dot.evaluate("one => getComputedStyle(one).fill") == "rgb(0, 0, 0)"
    expect(supervisor.locator("table.judges")).to_be_visible()
    expect(supervisor.locator("text=稳健性")).to_be_hidden()
