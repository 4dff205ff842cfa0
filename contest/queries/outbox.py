"""Letters that were sent, or wait to be read by the system administrator."""

from __future__ import annotations

import re

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import func, or_, select

from contest.core.db import db
from contest.core.mail import MailMessage

PER_PAGE = 25


def page_of(text: str = "") -> Pagination:
    """Return a page of letters whose recipient or subject holds the text, the newest first."""
    query = select(MailMessage)
    if text:
        columns = (MailMessage.recipient, MailMessage.subject)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    return db.paginate(query.order_by(MailMessage.id.desc()), per_page=PER_PAGE)


def waiting() -> int:
    """Return how many letters have not left."""
    query = select(func.count()).where(MailMessage.sent_at.is_(None))
    return db.session.scalar(query) or 0


def by_id(message_id: int) -> MailMessage | None:
    """Return a letter by number."""
    return db.session.get(MailMessage, message_id)


def shown_body(message: MailMessage) -> str:
    """Return a letter's text; a one-time link that has left is for its recipient alone."""
    if message.sent_at is None:
        return message.body
    return re.sub(r"/link/[\w-]+", "/link/……", message.body)
