"""Breaking Chinese text into lines. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# A Latin word or a number stays whole; a mark that may not begin a line stays with what it follows,
# and one that may not end a line with what follows it (GB/T 15834-2011, 5.1).
_PIECE = re.compile(r"[“（《]*(?:[!-~]+|[^“（《])[，。、；：？！”）》%]*")


def wrap(text: str, *, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Yield the lines of ``text``, none wider than ``width`` unless one piece alone is."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and measure((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()
