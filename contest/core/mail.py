"""Mail: written into the outbox by actions, sent after the commit where SMTP is configured."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from typing import ClassVar
from urllib.parse import unquote, urlsplit

import structlog
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from contest.core import actions, clock
from contest.core.audit import Operational
from contest.core.db import LongText, Model, db

log = structlog.get_logger()


class MailMessage(Operational, Model):
    """A letter that was, or is yet to be, sent."""

    __tablename__ = "mail_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
    recipient: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    body: Mapped[LongText]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    trouble: Mapped[str | None]

    SECONDS: ClassVar = 10


def post(recipient: str, *, subject: str, body: str) -> None:
    """Put a letter into the outbox, inside an action; it leaves after the commit."""
    if not recipient:
        return
    message = MailMessage(
        written_at=clock.now(), recipient=recipient, subject=" ".join(subject.split()), body=body
    )
    db.session.add(message)
    actions.afterwards(send_waiting)


def send_waiting() -> None:
    """Send what waits in the outbox. Without SMTP it stays there to be read."""
    if not (url := current_app.config["SMTP_URL"]):
        return
    with actions.operating() as session:
        query = select(MailMessage).where(MailMessage.sent_at.is_(None)).limit(50)
        for message in session.scalars(query):
            _send(message, url)


def _send(message: MailMessage, url: str) -> None:
    try:
        with _server(url) as server:
            server.send_message(_letter(message))
    except (OSError, smtplib.SMTPException) as trouble:
        message.trouble = f"{type(trouble).__name__}: {trouble}"
        log.warning("mail not sent", message=message.id, trouble=message.trouble)
    else:
        message.sent_at, message.trouble = clock.now(), None


@contextmanager
def _server(url: str) -> Iterator[smtplib.SMTP]:
    """Give a connection to ``smtp[s]://user:password@host:port``.

    A password is sent only through TLS, to a server whose certificate is good.
    """
    parts = urlsplit(url)
    where, seconds = (parts.hostname or "", parts.port or 0), MailMessage.SECONDS
    trusted = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(*where, timeout=seconds, context=trusted)
        if parts.scheme == "smtps"
        else smtplib.SMTP(*where, timeout=seconds)
    ) as server:
        if parts.username:
            if parts.scheme != "smtps":
                server.starttls(context=trusted)
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _letter(message: MailMessage) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = current_app.config["MAIL_FROM"]
    letter["To"], letter["Subject"] = message.recipient, message.subject
    letter.set_content(message.body)
    return letter
