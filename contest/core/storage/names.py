"""Names of files as people gave them, made safe to keep, show and send back.

Sending back is werkzeug's: ``flask.send_file(download_name=…)`` writes the
header of RFC 6266 with an ASCII fallback.
"""

from __future__ import annotations

import unicodedata

# Linux allows 255 bytes; a Chinese character takes three. The rest is room for others' prefixes.
MAX_BYTES = 150
_UNNAMED = "未命名"
# Forbidden in names on Windows, where most receivers save them.
_FORBIDDEN = set('<>:"|?*')
# Invisible characters and those that turn the direction of text: control, format (the bidi
# marks are among them), surrogates, line and paragraph separators. Not private use nor what this
# Python does not know yet: rare characters of personal names are found there.
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_name(original: str) -> str:
    """Return a name of at most 150 bytes of UTF-8, in NFC, that keeps its extension.

    Path parts, control and bidi characters are dropped, runs of space become
    one. A name of which nothing is left becomes 未命名 with its extension.
    """
    last = original.replace("\\", "/").rpartition("/")[2]
    visible = "".join(" " if each.isspace() else each for each in last if _stays(each))
    name = " ".join(unicodedata.normalize("NFC", visible).split()).lstrip(". ").rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = _lone(name, last)
    return _shortened(stem.rstrip(" ") or _UNNAMED, extension.strip())


def _stays(character: str) -> bool:
    if character.isspace():
        return True
    return unicodedata.category(character) not in _INVISIBLE and character not in _FORBIDDEN


def _lone(name: str, last: str) -> tuple[str, str]:
    """Tell stem and extension of a name without an inner dot: ``.pdf`` is only an extension."""
    return ("", name) if last.strip().startswith(".") else (name, "")


def _shortened(stem: str, extension: str) -> str:
    ending = f".{extension}" if extension else ""
    # An "extension" of this length is none; it may be cut like the rest.
    if len(ending.encode()) > MAX_BYTES // 2:
        stem, ending = stem + ending, ""
    room = MAX_BYTES - len(ending.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip() + ending
