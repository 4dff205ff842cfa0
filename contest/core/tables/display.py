"""Text from strangers made safe to look at: nothing in it is invisible or reorders its line."""

import unicodedata
from itertools import chain

# Drawn as nothing although Python calls them printable: fillers, joiners, variation selectors
# and the blank Braille cell (Unicode, DerivedCoreProperties, Default_Ignorable_Code_Point).
INVISIBLE = frozenset(
    map(
        chr,
        chain(
            (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            range(0x180B, 0x1810),
            range(0xFE00, 0xFE10),
            range(0xE0100, 0xE01F0),
        ),
    )
)
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def display_text(text: str) -> str:
    """Return one line that shows what the text is made of.

    Composed (NFC); breaks and odd spaces become a space; control, zero-width and
    right-to-left characters are replaced by their number, as in ``甲〔U+202E〕乙``,
    so that two names that look the same are the same.
    """
    if _is_plain(text):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(map(_shown, composed))


def display_lines(text: str) -> str:
    """Return the text as :func:`display_text` does, line breaks kept as ``\\n``."""
    if _is_plain(text):
        return text
    return "\n".join(display_text(line) for line in text.splitlines())


def hidden_character(text: str) -> str | None:
    """Return the number of the first character that cannot be seen (``U+200B``), if any."""
    if _is_plain(text):
        return None
    return next((f"U+{ord(c):04X}" for c in text if _is_hidden(c)), None)


def _is_plain(text: str) -> bool:
    return (
        text.isprintable() and INVISIBLE.isdisjoint(text) and unicodedata.is_normalized("NFC", text)
    )


def _shown(character: str) -> str:
    if character in _BREAKS:
        return " "
    if _is_hidden(character):
        return f"〔U+{ord(character):04X}〕"
    is_odd_space = character != "\u3000" and unicodedata.category(character) == "Zs"
    return " " if is_odd_space else character


def _is_hidden(character: str) -> bool:
    if character in _BREAKS or unicodedata.category(character) == "Zs":
        return False
    return not character.isprintable() or character in INVISIBLE
