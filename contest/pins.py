"""PINs: six digits that a judge chooses, for the judge's own tablets.

A PIN opens nothing by itself: it is asked where a tablet's cookie or a printed card already is,
and five wrong ones in a row end the tablet or the card. It is kept as argon2id over a keyed
digest: who reads the database, but not the installation's secret, cannot try all of them out.
"""

from __future__ import annotations

import hashlib
import hmac
from itertools import pairwise

from flask import current_app
from flask_babel import gettext as _

from contest import passwords
from contest.models import User

LENGTH = 6
MOST_TRIES = 5


def trouble_with(pin: str) -> str | None:
    """Return what is wrong with a new PIN, or None."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        return _("PIN 是 6 位数字。")
    if _is_repeated(pin) or _is_run(pin):
        return _("这个 PIN 太容易猜到。请不要用连号、相同或重复的数字。")
    return None


def hashed(user: User, pin: str) -> str:
    """Return what is kept of a judge's PIN."""
    return passwords.hashed(_keyed(user, pin))


def matches(user: User, pin: str) -> bool:
    """Return whether this is the judge's PIN; without one, none is."""
    return passwords.matches(user.pin_hash, _keyed(user, pin))


def _keyed(user: User, pin: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"pin:{user.id}:{pin}".encode(), hashlib.sha256).hexdigest()


def _is_repeated(pin: str) -> bool:
    """Hold for 000000, 121212 and 123123."""
    return any(pin == pin[:part] * (LENGTH // part) for part in (1, 2, 3))


def _is_run(pin: str) -> bool:
    """Hold for 123456, 890123 and 654321."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return steps in ({1}, {9})
