"""Texts that only the application reads: sealed, so that a copy of the database tells nothing.

Bank accounts, and what names those who object, are sealed by Fernet (AES-128-CBC with
HMAC-SHA256) under a key of its own, ``SEAL_KEY``, which is made at the first start.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SHOWN = 4  # digits of an account that people need to tell it from another
DOTS = "••••"


class WrongSealKey(Exception):
    """What is kept was sealed under another ``SEAL_KEY`` than the one that is set."""


class SealedText(TypeDecorator[str]):
    """A text that is kept sealed; each sealing differs, so such columns cannot be searched.

    The columns belong to their model's ``unlogged``.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else sealed(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else opened(value)


def sealed(text: str) -> str:
    """Return the text sealed under our key."""
    return _seal().encrypt(text.encode()).decode()


def opened(kept: str) -> str:
    """Return the text of what was sealed. Raise WrongSealKey under another key."""
    try:
        return _seal().decrypt(kept.encode()).decode()
    except InvalidToken:
        raise WrongSealKey("SEAL_KEY is not the key that this was sealed under.") from None


def masked(text: str) -> str:
    """Return an account or number with all but its last four characters hidden."""
    return f"{DOTS} {text[-SHOWN:]}" if len(text) > SHOWN else DOTS


def _seal() -> Fernet:
    return _seal_of(current_app.config["SEAL_KEY"])


@lru_cache(maxsize=4)
def _seal_of(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(bytes.fromhex(key)))
