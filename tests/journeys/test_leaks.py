"""Everybody follows every link of the demo, and meets the private words of nobody else."""

from __future__ import annotations

from collections import deque

import lxml.html
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from awards.demo.accounts import cards
from contest import signing_in
from contest.core.db import db
from contest.models import User

pytestmark = pytest.mark.xdist_group("demo")
# More pages than anybody of the demo can reach, but for a calendar without end.
MOST = 150
CARDS = {card.username: card for card in cards()}


def signed_in(app, username) -> FlaskClient:
    user = db.session.scalars(select(User).where(User.username == username)).one()
    token = signing_in.open_sign_in(user, address="127.0.0.1", agent="test", second_factor=True)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


def reached(client: FlaskClient) -> dict[str, str]:
    """Return the text of every page to which links lead from the home page."""
    seen, waiting = {}, deque(["/"])
    while waiting and len(seen) < MOST:
        path = waiting.popleft()
        if path in seen:
            continue
        answer = client.get(path)
        is_text = answer.mimetype.startswith("text") or answer.is_json
        seen[path] = answer.get_data(as_text=True) if is_text else ""
        if answer.mimetype == "text/html":
            waiting.extend(links(seen[path]))
        answer.close()
    return seen


def links(page: str) -> list[str]:
    found = lxml.html.fromstring(page or "<html/>").xpath("//a/@href")
    paths = (str(link).partition("#")[0] for link in found)
    return [p for p in paths if p.startswith("/") and not p.startswith(("/static", "/language"))]


def whose_words(pages: dict[str, str]) -> set[str]:
    text = "\n".join(pages.values())
    return {card.organisation for card in CARDS.values() if card.canary and card.canary in text}


@pytest.mark.parametrize("username", ["lanshu", "novawei", "xixin", "metro", "fishery"])
def test_an_organisation_meets_its_own_words_alone(demo_app, username):
    pages = reached(signed_in(demo_app, username))

    assert whose_words(pages) == {CARDS[username].organisation}


def test_an_organizer_meets_nothing_of_another_bodys_contests(demo_app):
    elsewhere = {CARDS[name].organisation for name in ("organizer1", "metro", "lanshu", "novawei")}

    pages = reached(signed_in(demo_app, "organizer3"))

    assert whose_words(pages) & elsewhere == set()
    assert CARDS["xixin"].organisation in whose_words(pages)


def test_a_visitor_meets_nobodys_words(demo_app):
    pages = reached(demo_app.test_client())

    assert len(pages) > 10
    assert whose_words(pages) == set()
