"""Between the password and the one-time code: a short note in the browser, and no session yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import session

from contest.core import clock
from contest.core.db import db
from contest.links import token_hash
from contest.models import User

MINUTES = 5
_KEY = "pending"


@dataclass(frozen=True, slots=True)
class Pending:
    """Who has shown the right password, and where they were going."""

    user: User
    onward: str


def _seal(user: User) -> str:
    """Return what changes with the password, so that a note does not outlive it."""
    return token_hash(user.password_hash)[:16]


def ask_for_code(user: User, onward: str) -> None:
    """Note in the browser that the password was right; nothing of an earlier visitor stays."""
    until = clock.now() + timedelta(minutes=MINUTES)
    session.clear()
    session[_KEY] = [user.id, int(until.timestamp()), _seal(user), onward]


def who_is_pending() -> Pending | None:
    """Return who owes a code, or None where nobody does or the note is too old."""
    number, until, seal, onward = session.get(_KEY) or (0, 0, "", "")
    if until < clock.now().timestamp():
        return None
    user = db.session.get(User, number)
    if user is None or not user.is_active or seal != _seal(user):
        return None
    return Pending(user, onward)
