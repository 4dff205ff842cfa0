"""The order in which people look for names."""

from __future__ import annotations

from pypinyin import lazy_pinyin


def name_key(name: str) -> str:
    """Return what sorts Chinese names by pinyin, syllable by syllable, and others by letters."""
    return " ".join(lazy_pinyin(name)).lower()
