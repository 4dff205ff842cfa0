"""User names: made from the mailbox's name, so that nobody has to think one up."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

LONGEST = 32


def stem_of(email: str) -> str:
    """Return what a user name made from an e-mail address begins with."""
    box = email.partition("@")[0].lower()
    kept = "".join(c for c in box if (c.isascii() and c.isalnum()) or c in "._-").strip("._-")
    return kept[:LONGEST] or "user"


def username_for(email: str, taken: Container[str]) -> str:
    """Return a user name for an e-mail address that is not among those taken."""
    stem = stem_of(email)
    names = (stem if n == 1 else f"{stem}{n}" for n in count(1))
    return next(name for name in names if name not in taken)
