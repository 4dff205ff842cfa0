"""The face, the colours and the drawing surface of the demo's papers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from contest.demo.papers.wrapping import wrap


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1."""

    red: float
    green: float
    blue: float


def _hex(code: str) -> Colour:
    return Colour(*(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)))


BLUE = _hex("1f4e9c")
PALE = _hex("eaf0fa")
INK = _hex("1c2430")
GREY = _hex("5b6573")
LINE = _hex("cdd5e0")
RED = _hex("b3261e")
GOLD = _hex("b07d1c")
WHITE = Colour(1, 1, 1)


def register(font: Path) -> str:
    """Register the TrueType file (the first face of a collection) and return reportlab's name."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"demo{crc32(str(font).encode()):08x}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font)))
    return name


MARGIN = 50.0


class Overflow(ValueError):
    """A text runs into the bottom margin of its page."""


class Sheet:
    """A drawing surface: a canvas in one face, with text that is wrapped and centred."""

    def __init__(self, font: Path, *, title: str, size: tuple[float, float]) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # the same bytes whatever else draws in this process
        self.face = register(font)
        self.width, self.height = size
        self._file = BytesIO()
        self.canvas: Any = Canvas(
            self._file,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            initialFontName=self.face,
        )
        self.canvas.setTitle(title)

    def finish(self) -> bytes:
        """Close the document and return it."""
        self.canvas.save()
        return self._file.getvalue()

    def text(self, x: float, y: float, text: str, *, size: float, colour: Colour = INK) -> None:
        """Write one line from ``x``, its baseline at ``y`` (points from the lower left)."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.setFont(self.face, size)
        self.canvas.drawString(x, y, text)

    def centred(self, x: float, y: float, text: str, *, size: float, colour: Colour = INK) -> None:
        """Write one line with its middle at ``x``."""
        self.text(x - self.measure(text, size) / 2, y, text, size=size, colour=colour)

    def measure(self, text: str, size: float) -> float:
        """Return the width of one line in points."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, self.face, size))

    def block(
        self,
        x: float,
        y: float,
        text: str,
        *,
        width: float,
        size: float,
        colour: Colour = INK,
        leading: float = 1.7,
    ) -> float:
        """Write wrapped text whose top is at ``y``; return where it ends.

        ``leading`` is a multiple of the size. Raise Overflow if the page is too short.
        """
        for line in wrap(text, width=width, measure=lambda piece: self.measure(piece, size)):
            y -= size * leading
            self.text(x, y + size * (leading - 1) / 2, line, size=size, colour=colour)
        if y < MARGIN:
            raise Overflow(text)
        return y

    def box(
        self,
        x: float,
        y: float,
        *,
        width: float,
        height: float,
        fill: Colour = PALE,
        stroke: Colour | None = None,
        radius: float = 6,
    ) -> None:
        """Draw a rectangle with round corners, its lower left at ``x``, ``y``."""
        self.canvas.setFillColorRGB(*fill)
        self.canvas.setStrokeColorRGB(*(stroke or fill))
        self.canvas.setLineWidth(0.8)
        self.canvas.roundRect(x, y, width, height, radius, fill=1, stroke=1)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], *, colour: Colour = LINE
    ) -> None:
        """Draw a thin line."""
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(0.8)
        self.canvas.line(*start, *end)
