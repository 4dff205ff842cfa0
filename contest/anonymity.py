"""Whether a text that becomes public tells who wrote it. Pure."""

from __future__ import annotations

import unicodedata
from typing import Protocol


class Named(Protocol):
    """An organisation, as far as texts can name it."""

    @property
    def name(self) -> str: ...
    @property
    def uscc(self) -> str: ...


def names(text: str, organisation: Named | None) -> bool:
    """Return whether the text holds the name or code, however spaced, in full or half width."""
    if organisation is None:
        return False
    told = _plain(text)
    return any(
        sign and sign in told for sign in map(_plain, (organisation.name, organisation.uscc))
    )


def _plain(text: str) -> str:
    half = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in half if character.isalnum())
