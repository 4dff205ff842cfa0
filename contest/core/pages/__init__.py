"""Pages of a PDF as pictures, drawn on the server with the reader's name across them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from contest.core import sandbox

# Enough for a 10-inch tablet held upright (1620 pixels) at a size that loads at once.
WIDTH = 1400

# Characters that still fit across a page, slanting; what is longer is cut.
_LONGEST = 40
_LIMITS = sandbox.Limits(cpu_seconds=15, wall_seconds=30)


class NoSuchPage(Exception):
    """The PDF has no page of this number."""


class NotDrawn(Exception):
    """The page could not be drawn. ``reason`` says it in Chinese, with what to do."""

    reason = "这一页无法显示。请下载原文件查看，并告知组委会。"


def page_count(path: Path) -> int:
    """Return how many pages the PDF has. Raises ``NotDrawn`` if it cannot be read."""
    answer = _ask("count", {"path": str(path.resolve())})
    count: int = json.loads(answer)
    return count


def page_image(path: Path, number: int, *, reader: str, font: Path | None = None) -> bytes:
    """Return page ``number`` (the first is 1) as a PNG some ``WIDTH`` pixels wide.

    ``reader`` is written across it in lines, so that a photographed screen
    tells whose it was; never empty. Raises ``NoSuchPage``, and ``NotDrawn``
    for a page that is broken or costs too much.
    """
    if not reader.strip():
        raise ValueError("a page is not shown to nobody")
    request = {
        "path": str(path.resolve()),
        "number": number,
        "width": WIDTH,
        "text": " ".join(reader.split())[:_LONGEST],
        "font": str(font or chinese_font()),
    }
    return _ask("draw", request)


@cache
def chinese_font() -> Path:
    """Return the Chinese TrueType font that comes with the product's packages (mpl-font).

    Found without importing the package, which would bring in matplotlib.
    """
    spec = find_spec("mpl_font")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package mpl-font, which carries the Chinese font, is missing.")
    return Path(spec.origin).parent / "fonts" / "wqy" / "wqy-microhei.ttc"


def _ask(what: str, request: Mapping[str, object]) -> bytes:
    try:
        return sandbox.run_limited(f"contest.core.pages.drawing:{what}", request, limits=_LIMITS)
    except sandbox.Rejected:
        raise NoSuchPage(request["number"]) from None
    except sandbox.ChildFailed as failed:
        raise NotDrawn from failed
