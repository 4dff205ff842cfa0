"""Chinese line breaking: no closing mark begins a line, no opening mark ends one."""

import re
from collections.abc import Callable, Iterator

OPENING = "（《「『“‘〔【〈(["
CLOSING = "，。、；：？！）》」』”’〕】〉…—%℃)],;:!?"
_LATIN = r"[0-9A-Za-z.,:/+\-_¥#@&']+"
_UNIT = re.compile(
    rf"[{re.escape(OPENING)}]*(?:{_LATIN}|.)[{re.escape(CLOSING)}]*|[{re.escape(OPENING)}]+",
    re.DOTALL,
)


def wrap(text: str, *, room: float, measure: Callable[[str], float]) -> list[str]:
    """Return the text's lines, each at most ``room`` wide, in the unit of ``measure``.

    Latin words and figures stay whole where they fit a line; a space between lines is dropped.
    """
    if measure(text) <= room:
        return [text]
    lines: list[str] = []
    line, used = "", 0.0
    for unit, width in _units(text, room, measure):
        if line and used + width > room:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        if line or unit != " ":
            line, used = line + unit, used + width
    return [*lines, line]


def _units(text: str, room: float, measure: Callable[[str], float]) -> Iterator[tuple[str, float]]:
    """Yield what must not be broken, and its width; what exceeds a line falls into characters."""
    for unit in _UNIT.findall(text):
        width = measure(unit)
        if width <= room:
            yield unit, width
        else:
            yield from ((character, measure(character)) for character in unit)
