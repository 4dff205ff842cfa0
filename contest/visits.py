"""What the log says of coming and going: a chain of its own, one line each time.

A failed try is a line too where the account exists; the pauses between tries
keep them few. Tries at names of nobody are only counted, by the day: whoever
guesses names would otherwise write as much of the log as he likes, and a name
typed by mistake is often a password.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import text

from contest.core import actions, clock
from contest.core.audit import Act
from contest.core.ledger import SIGN_INS
from contest.models import User

# Two may be the first of a day at once.
_COUNT = text(
    "INSERT INTO unknown_sign_in (day, tries) VALUES (:day, 1) "
    "ON CONFLICT (day) DO UPDATE SET tries = unknown_sign_in.tries + 1"
)


@dataclass(frozen=True, slots=True)
class Door:
    """An account as the log of visits names it."""

    logged_as: str
    logged_in: str = SIGN_INS


def door_of(user: User) -> Door:
    """Return what visits of an account are logged about."""
    return Door(f"user:{user.id}")


def coming(user: User) -> AbstractContextManager[Act]:
    """Log the block as the beginning of a visit."""
    return actions.acting("sign_in.opened", door_of(user), user)


def going(user: User) -> AbstractContextManager[Act]:
    """Log the block as the end of a visit."""
    return actions.acting("sign_in.left", door_of(user), user)


def turned_away(user: User | None, *, reason: str) -> None:
    """Log that somebody, who need not be the account's owner, was not let in."""
    if user is not None:
        actions.record_refusal("sign_in.tried", door_of(user), by=None, reason=reason)
        return
    with actions.operating() as session:
        session.execute(_COUNT, {"day": clock.local(clock.now()).date().isoformat()})
