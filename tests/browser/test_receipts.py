"""A judge with a phone checks a receipt: on the tablet, by its code, by its file."""

from __future__ import annotations

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
PHONE = {"width": 390, "height": 844}
GROUPS = re.compile(r"[0-9a-f]{4}( [0-9a-f]{4}){3}")


@pytest.fixture
def phone(browser, address, complaints):
    """Return a page of somebody who is not signed in."""
    context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
