"""Every page of the awards and of what follows them, full of the demo, in a real browser."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.architecture.test_statements import ROWS, client_of
from tests.browser.conftest import DESK
from tests.browser.looking import is_sound

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def pages(app: Flask) -> list[tuple[str, str]]:
    """Return who looks at which page of the awards, each page once, a visitor's together."""
    once = {
        row["page"]: (row["visitor"], row["path"])
        for row in ROWS
        if app.view_functions[row["page"]].__module__.startswith("awards.views")
    }
    return sorted(once.values())


def test_every_page_of_the_awards_and_after_is_open_to_all_and_fits(
    browser: Browser, demo_app: Flask, address: str
):
    context = browser.new_context(base_url=address, viewport=DESK)
    page, looked_at, clients = context.new_page(), 0, {}
    for visitor, path in pages(demo_app):
        client = clients.setdefault(visitor, client_of(demo_app, visitor))
        with client.get(path) as answer:
            if answer.mimetype != "text/html" or answer.status_code == 302:
                continue
        context.clear_cookies()
        if cookie := client.get_cookie("session"):
            context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])

        page.goto(path)

        is_sound(page)
        looked_at += 1
    context.close()
    assert looked_at > 70
