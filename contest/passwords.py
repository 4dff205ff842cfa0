"""Passwords: argon2id, and what a new one must be."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask_babel import gettext as _

SHORTEST, LONGEST, KINDS = 10, 128, 3
# Three letters of a name may stand in any word by chance.
SHORTEST_NAME = 4
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Return the argon2id hash of a password, with the library's parameters and a new salt."""
    return _hasher.hash(_normal(password))


def matches(kept: str, password: str) -> bool:
    """Return whether the password is the one kept as a hash.

    Without a kept hash the same work is done, so that the time taken does not
    tell whether an account exists.
    """
    try:
        return _hasher.verify(kept or _nobodys(), _normal(password)) and bool(kept)
    except (VerifyMismatchError, InvalidHashError):
        return False


def trouble_with(password: str, *, username: str = "") -> str | None:
    """Return what a new password lacks, in the reader's language, or None."""
    if len(password) < SHORTEST:
        return _(
            "密码至少 %(least)d 个字符，现在是 %(now)d 个。可以用一句自己记得住的话。",
            least=SHORTEST,
            now=len(password),
        )
    if len(password) > LONGEST:
        return _("密码最多 %(most)d 个字符。", most=LONGEST)
    if len({_kind(character) for character in password}) < KINDS:
        return _("密码须包含大写字母、小写字母、数字、符号（含汉字）中的三种。")
    if len(username) >= SHORTEST_NAME and username.casefold() in password.casefold():
        return _("密码不能包含登录名，请换一个。")
    return None


def made_up() -> str:
    """Return a random password that the rules above accept: nobody is given one they refuse."""
    while trouble_with(password := secrets.token_urlsafe(12)):
        pass
    return password


def _normal(password: str) -> str:
    """Return one spelling of the same characters, whatever keyboard they were typed on."""
    return unicodedata.normalize("NFKC", password)


def _kind(character: str) -> str:
    if character.isascii() and character.isalpha():
        return "upper" if character.isupper() else "lower"
    return "digit" if character.isdigit() else "other"


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")
