"""Looking at a page as the tests do: what breaks a rule of access, and how wide it is."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule of access that the page breaks and where, once the page is all there.

    A click goes on as soon as the next page begins to arrive: what is read then may be half a page.
    """
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def width(page: Page) -> int:
    """Return how wide the page is, in CSS pixels, with what hangs out of it."""
    return page.evaluate("document.documentElement.scrollWidth")


def is_sound(page: Page) -> None:
    """Expect that a page breaks no rule of access, and fits a tablet, a desk and a phone."""
    assert faults(page) == []
    for wide in (390, 1280, 820):
        page.set_viewport_size({"width": wide, "height": 1180})
        assert width(page) == wide


def told(page: Page, text: str) -> None:
    """Wait until the page says how it went."""
    expect(page.locator(".notice-ok").first).to_contain_text(text)
