"""What was written to people."""

from sqlalchemy import select

from contest.core.db import db
from contest.core.mail import MailMessage
from contest.models import User


def letters_to(user: User, *, after: int = 0) -> list[MailMessage]:
    """Return the letters to one person, oldest first; ``after`` leaves out earlier ones."""
    query = select(MailMessage).where(MailMessage.recipient == user.email, MailMessage.id > after)
    return list(db.session.scalars(query.order_by(MailMessage.id)))


def last_letter() -> int:
    """Return the number of the last letter written so far."""
    return max(db.session.scalars(select(MailMessage.id)), default=0)
