"""A browser for the tests that drive real pages, and the demo served to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import select, text

from awards.demo.accounts import PASSWORD
from contest.core import clock
from contest.core.actions import operating
from contest.core.db import db
from contest.models import Contest, SignIn, User
from judging.queries.assignments import assignments_of
from tests.browser.gallery import make_gallery
from tests.browser.server import Server
from tests.browser.serving import serving
from tests.demo import Demo

# Milliseconds that a page has for whatever is expected of it; machines that test are slow and busy.
PATIENCE = 30_000
TABLET = {"width": 820, "height": 1180}
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
ROADSHOW = "2026 甬江市场景大赛"
UNLED = {
    "session": "state = 'planned', marks_when = 'anytime', started_at = NULL, closed_at = NULL",
    "slot": "called_at = NULL, left_at = NULL, marking_opened_at = NULL",
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def unled(demo_app: Flask) -> None:
    """Bring the roadshow day back to its morning, before anybody led its sessions."""
    day = {"contest": db.session.scalar(select(Contest.id).where(Contest.name == ROADSHOW))}
    db.session.rollback()
    options = {"writes": True, "maintenance": True}
    with db.engine.execution_options(**options).begin() as connection:
        for table, values in UNLED.items():
            connection.execute(
                text(f"UPDATE {table} SET {values} WHERE contest_id = :contest"),  # noqa: S608 -- ours
                day,
            )


@pytest.fixture
def address(demo_app: Flask, unled: None) -> Iterator[str]:
    """Serve the demo on a free port for the time of a test."""
    with serving(demo_app) as where:
        yield where


@pytest.fixture
def expire(demo_app) -> Callable[[], None]:
    """End everybody's sign-in."""

    def _expire() -> None:
        with operating():
            db.session.execute(db.update(SignIn).values(ended_at=clock.now()))

    return _expire


@pytest.fixture
def complaints() -> list[str]:
    """Gather what the browser complains of: script errors, and whatever the policy forbade."""
    return []


def sign_in(page: Page, username: str) -> None:
    """Fill in the sign-in page that is open."""
    page.fill("[name=typed]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")


@pytest.fixture
def enter(browser: Browser, address: str, complaints: list[str]) -> Iterator[Callable[[str], Page]]:
    """Return a page signed in as someone, on a tablet."""
    contexts = []

    def _enter(username: str) -> Page:
        context = browser.new_context(base_url=address, viewport=TABLET, has_touch=True)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in")
        sign_in(page, username)
        page.wait_for_url(f"{address}/")
        return page

    yield _enter
    for context in contexts:
        context.close()


@pytest.fixture
def come(
    app: Flask, visit: Callable[..., FlaskClient], browser: Browser, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Return a page as somebody of the little world, or as nobody; at a desk, or on a phone."""
    contexts = []

    def _come(user: User | None = None, *, phone: bool = False) -> Page:
        viewport = PHONE if phone else DESK
        context = browser.new_context(base_url=address, viewport=viewport, has_touch=phone)
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


@pytest.fixture
def served() -> Iterator[tuple[str, Server]]:
    app, server = make_gallery()
    with serving(app) as where:
        yield where, server


@pytest.fixture
def server(served) -> Server:
    return served[1]


@pytest.fixture
def page(browser: Browser, served) -> Iterator[Page]:
    context = browser.new_context(base_url=served[0], viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def fresh(demo_app: Flask, loaded_demo: Demo) -> str:
    """Return the address of a sheet of judge05 that the server has never seen."""
    judge = loaded_demo.cast.find(User, "judge05")
    entry = next(found.entry for found in assignments_of(judge) if found.ballot is None)
    return f"/ballots/entries/{entry.id}"
