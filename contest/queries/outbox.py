"""Letters that were sent, or wait to be handed over by the system administrator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from flask import current_app
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, or_, select

from contest.core import clock
from contest.core.db import db
from contest.core.mail import MailMessage
from contest.links import LIFETIMES, token_hash
from contest.queries import accounts
from contest.registrations import GOOD_FOR, registration_in

PER_PAGE = 25
LINK = re.compile(r"/(link|register)/([\w.-]+)")
LONGEST_LIFE = max(GOOD_FOR, *LIFETIMES.values())


def page_of(text: str = "", *, links_only: bool = False) -> Pagination:
    """Return a page of letters whose recipient or subject holds the text, the newest first.

    ``links_only`` leaves those with a link that somebody has yet to hand over.
    """
    query = select(MailMessage)
    if text:
        columns = (MailMessage.recipient, MailMessage.subject)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    if links_only:
        query = query.where(*_with_link(clock.now()))
    return db.paginate(query.order_by(MailMessage.id.desc()), per_page=PER_PAGE)


def _unsent() -> Iterator[ColumnElement[bool]]:
    yield MailMessage.sent_at.is_(None)
    yield MailMessage.delivered_at.is_(None)


def _with_link(now: datetime) -> Iterator[ColumnElement[bool]]:
    yield from _unsent()
    yield MailMessage.written_at > now - LONGEST_LIFE
    yield or_(*(MailMessage.body.contains(path) for path in ("/link/", "/register/")))


def waiting() -> int:
    """Return how many letters wait for somebody: without a mail server, those with a link."""
    wanted = _unsent() if current_app.config["SMTP_URL"] else _with_link(clock.now())
    return db.session.scalar(select(func.count(MailMessage.id)).where(*wanted)) or 0


def by_id(message_id: int) -> MailMessage | None:
    """Return a letter by number."""
    return db.session.get(MailMessage, message_id)


def live_link(message: MailMessage) -> str | None:
    """Return the path of a link that still works, in a letter that did not leave."""
    found = None if message.sent_at else LINK.search(message.body)
    return found and (found[0] if _is_live(found[1], found[2]) else None)


def _is_live(kind: str, token: str) -> bool:
    if kind == "register":
        return registration_in(token) is not None
    link = accounts.by_link(token_hash(token))
    return link is not None and link.is_open(clock.now())


def shown_body(message: MailMessage) -> str:
    """Return a letter's text without its link: who reads that is asked for, and logged."""
    return LINK.sub(r"/\1/……", message.body)
