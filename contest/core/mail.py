"""Mail: written into the outbox by actions, sent after the commit where SMTP is configured.

No transaction is held while a mail server is spoken to: a letter is claimed in
a short one, sent, and noted as sent in another. A claim is the time of the
next try, so that nobody else takes the letter, and one whose sender died is
tried again.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import structlog
from flask import Flask, current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import Mapped, mapped_column

from contest.core import actions, clock, language
from contest.core.audit import Operational
from contest.core.db import LongText, Model, db
from contest.core.mailboxes import mailbox_of

log = structlog.get_logger()

PATIENCE = 10  # seconds for each answer of the mail server
# Tries after growing pauses, then a person has to look: the last is about two days after the first.
MOST_TRIES = 14
LONGEST_PAUSE = timedelta(hours=6)
# What is wrong with one letter; any other fault is the server's, and the next letter can wait.
OF_LETTER = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
    MessageError,
)


class MailMessage(Operational, Model):
    """A letter that was, or is yet to be, sent."""

    __tablename__ = "mail_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
    recipient: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    body: Mapped[LongText]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    # Handed over by a person instead, where no mail server could.
    delivered_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    trouble: Mapped[str | None]

    @property
    def is_given_up(self) -> bool:
        """Return whether it is not tried any more: somebody has to see to it."""
        return self.sent_at is None and self.tries >= MOST_TRIES


@dataclass(frozen=True, slots=True)
class _Claim:
    """A letter that is ours to send."""

    number: int
    recipient: str
    subject: str
    body: str


def post(recipient: str, *, subject: object, body: object) -> None:
    """Put a letter into the outbox, inside an action; it leaves after the commit.

    Sentences are passed lazily (``lazy_gettext``): they are written in the product's language.
    """
    if not recipient:
        return
    db.session.add(_letter(recipient, subject, body))
    actions.afterwards(send_soon)


def post_apart(recipients: Iterable[str], *, subject: object, body: object) -> None:
    """Put the same letter to each into the outbox, outside any action, and let them leave."""
    with actions.operating() as session:
        session.add_all(_letter(one, subject, body) for one in recipients if one)
    send_soon()


def _letter(recipient: str, subject: object, body: object) -> MailMessage:
    with language.of_the_product():
        line, text = " ".join(str(subject).split()), str(body)
    return MailMessage(written_at=clock.now(), recipient=recipient, subject=line, body=text)


def send_soon() -> None:
    """Send what waits, in the background: whoever caused a letter does not wait for its server."""
    if not current_app.config["SMTP_URL"]:
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- Flask's own idiom
    app.extensions["post"].submit(_send_within, app).add_done_callback(_report)


def _send_within(app: Flask) -> None:
    with app.app_context():
        send_waiting()


def _report(done: Future[None]) -> None:
    if fault := done.exception():
        log.error("mail stopped", exc_info=fault)


def send_waiting() -> int:
    """Send what is due, the oldest first; return how many left. Without SMTP they stay.

    Ends early where the server itself fails: the next run begins with the next letter.
    """
    if not (url := current_app.config["SMTP_URL"]):
        return 0
    left = 0
    while letter := _claim():
        fault = _fault_in_sending(letter, url)
        _note(letter.number, fault)
        if fault is not None and not isinstance(fault, OF_LETTER):
            break
        left += fault is None
    return left


def _claim() -> _Claim | None:
    """Take the oldest letter that is due, for as long as the pause before its next try."""
    now = clock.now()
    due = select(MailMessage).where(
        MailMessage.sent_at.is_(None),
        MailMessage.delivered_at.is_(None),
        MailMessage.tries < MOST_TRIES,
        or_(MailMessage.next_try_at.is_(None), MailMessage.next_try_at <= now),
    )
    oldest = due.order_by(MailMessage.id).limit(1).with_for_update(skip_locked=True)
    with actions.operating() as session:
        message = session.scalar(oldest)
        if message is None:
            return None
        message.tries += 1
        message.next_try_at = now + pause_after(message.tries)
        return _Claim(message.id, message.recipient, message.subject, message.body)


def pause_after(tries: int) -> timedelta:
    """Return how long after a try the next may be: 2ⁿ minutes, six hours at most.

    Never shorter than a try may take, or two senders would send one letter.
    """
    return min(timedelta(minutes=2 ** min(tries + 1, 10)), LONGEST_PAUSE)


def _fault_in_sending(letter: _Claim, url: str) -> Exception | None:
    """Send a letter, and return what stood in the way, if anything did."""
    try:
        with _server(url) as server:
            server.send_message(_written(letter))
    except (OSError, *OF_LETTER) as fault:
        log.warning("mail not sent", message=letter.number, trouble=_said(fault))
        return fault
    return None


def _said(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"


def _note(number: int, fault: Exception | None) -> None:
    with actions.operating() as session:
        message = session.get_one(MailMessage, number)
        message.trouble = None if fault is None else _said(fault)
        if fault is None:
            message.sent_at, message.next_try_at = clock.now(), None


@contextmanager
def _server(url: str) -> Iterator[smtplib.SMTP]:
    """Give a connection to ``smtp[s]://user:password@host:port``.

    A password is sent only through TLS, to a server whose certificate is good.
    """
    parts = urlsplit(url)
    where = parts.hostname or "", parts.port or 0
    trusted = ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(*where, timeout=PATIENCE, context=trusted)
        if parts.scheme == "smtps"
        else smtplib.SMTP(*where, timeout=PATIENCE)
    ) as server:
        if parts.username:
            if parts.scheme != "smtps":
                server.starttls(context=trusted)
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _written(letter: _Claim) -> EmailMessage:
    written = EmailMessage()
    written["From"] = current_app.config["MAIL_FROM"]
    written["To"], written["Subject"] = mailbox_of(letter.recipient), letter.subject
    written.set_content(letter.body)
    return written


def init_app(app: Flask) -> None:
    """Give the app the one thread that its letters leave by; it ends with the process."""
    app.extensions["post"] = ThreadPoolExecutor(1, thread_name_prefix="post")
