"""What stands on a judge's printed card: a one-time token as QR code, and a short code.

Only their hashes are kept, so both are shown once, on the sheet that is printed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from contest.core import clock
from contest.core.db import db
from contest.core.forms import half_width
from contest.links import new_token, token_hash
from contest.models import Card, Contest, Ending, User

# Without letters and figures that are read for one another. 32 to the 8th: 1.1 million million.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """A card as it is printed, with the secrets that nobody can read again."""

    judge_id: int
    name: str
    until: datetime
    token: str
    code: str

    @property
    def spaced(self) -> str:
        """Return the code as people copy it: in two groups."""
        return f"{self.code[:4]} {self.code[4:]}"


def make_card(judge: User, contest: Contest, *, until: datetime, by: User) -> Printed:
    """Return a new card of a judge, inside an action."""
    token, code = new_token(), "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    card = Card(
        contest_id=contest.id,
        judge_id=judge.id,
        token_hash=token_hash(token),
        code_hash=code_hash(code),
        printed_at=clock.now(),
        printed_by_id=by.id,
        expires_at=until,
    )
    db.session.add(card)
    return Printed(judge.id, judge.name, until, token, code)


def revoke(card: Card, ending: Ending) -> None:
    """Let a card that was not used open nothing any more, inside an action."""
    card.revoked_at, card.ending = clock.now(), ending


def normal_code(typed: str | None) -> str:
    """Return a code as it was printed, however it was typed: case, width, spaces, dashes."""
    return "".join(c for c in half_width(typed).upper() if c in LETTERS)


def is_code(typed: str) -> bool:
    """Return whether this may be a short code, which is short enough to be guessed."""
    return len(normal_code(typed)) == CODE_LENGTH


def code_hash(code: str) -> str:
    """Return what is kept of a short code."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"card:{code}".encode(), hashlib.sha256).hexdigest()
