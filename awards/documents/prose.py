"""Lines of text on an official page: paragraphs, headings, titles and what is set to the right."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from reportlab.platypus.flowables import Flowable

from awards.documents.fonts import Fonts, Run
from awards.documents.wrapping import wrap
from contest.core.tables import display_text

LEADING = 28.95  # points: 22 lines fill the text block's 225 mm (GB/T 9704-2012, 5.2.3)
RISE = 0.36  # of the size: from the middle of a line down to the baseline of a Chinese font
WIDEST_GAP = 0.5  # of the size: a line that would need wider gaps is left ragged

STARTS = {"left": 0.0, "centre": 0.5, "right": 1.0}  # of the spare width

FontSize = tuple[str, float]
Align = Literal["justify", "left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """Type size and leading in points; ``indent`` and ``inset`` (right) in characters."""

    size: float = 16
    leading: float = LEADING
    align: Align = "justify"
    indent: int = 0
    inset: float = 0


BODY = Style(indent=2)
HEADING = Style(indent=2)
TITLE = Style(size=22, leading=36, align="centre")
SUBTITLE = Style(align="centre")
SMALL = Style(size=10.5, leading=16, align="left")  # digests would be torn apart


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to draw: its runs, its start from the left and the extra gap, in points."""

    runs: tuple[Run, ...]
    start: float
    gap: float


class Prose(Flowable):  # type: ignore[misc]  # untyped base
    """A paragraph of plain text: nothing in it is markup. ``field`` names it in refusals."""

    def __init__(self, text: str, style: Style = BODY, *, fonts: Fonts, field: str) -> None:
        super().__init__()
        self._text = "\u3000" * style.indent + display_text(text)
        self._style = style
        self._fonts = fonts
        self._field = field
        self._lines: list[SetLine] | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if self._lines is None:
            self._lines = self._set(width)
        return width, len(self._lines) * self._style.leading

    def split(self, width: float, height: float) -> list["Prose"]:
        self.wrap(width, height)
        lines = self._lines or []
        fitting = int(height // self._style.leading)
        if len(lines) - fitting == 1:
            fitting -= 1  # no line goes over to a page by itself
        if fitting < 1 or fitting >= len(lines):
            return []
        return [self._part(lines[:fitting]), self._part(lines[fitting:])]

    def draw(self) -> None:
        style = self._style
        lines = self._lines or []
        top = len(lines) * style.leading
        main = self._fonts.main.name, style.size
        text = begin_text(self.canv, main)
        for number, line in enumerate(lines):
            middle = top - (number + 0.5) * style.leading
            text.setTextOrigin(line.start, middle - style.size * RISE)
            text.setCharSpace(line.gap)
            put_runs(text, line.runs, main)
        text.setCharSpace(0)
        self.canv.drawText(text)

    def _part(self, lines: list[SetLine]) -> "Prose":
        part = Prose("", replace(self._style), fonts=self._fonts, field=self._field)
        part._lines = lines
        return part

    def _set(self, width: float) -> list[SetLine]:
        """Break the text into lines of a whole number of characters, the gaps taking the rest."""
        size = self._style.size
        inner = width - self._style.inset * size
        across = round(inner / size) if self._style.align == "justify" else inner / size
        lines = wrap(self._text, room=across * size, measure=self._width)
        last = len(lines) - 1
        return [self._line(line, inner, ends=at == last) for at, line in enumerate(lines)]

    def _line(self, text: str, inner: float, *, ends: bool) -> SetLine:
        spare = inner - self._width(text)
        runs = tuple(self._fonts.runs(text, field=self._field))
        if self._style.align != "justify":
            return SetLine(runs, spare * STARTS[self._style.align], 0)
        if ends:
            return SetLine(runs, 0, min(0.0, self._pitch(inner)))
        gap = spare / max(len(text) - 1, 1)
        return SetLine(runs, 0, gap if gap <= WIDEST_GAP * self._style.size else 0)

    def _pitch(self, inner: float) -> float:
        """Return the gap that puts a whole number of characters on a full line."""
        size = self._style.size
        return inner / round(inner / size) - size

    def _width(self, text: str) -> float:
        return self._fonts.width(text, self._style.size, field=self._field)


def begin_text(canvas: Any, main: FontSize) -> Any:
    """Return a reportlab text object set in the main font."""
    text = canvas.beginText()
    text.setFont(*main)
    return text


def begin_at(text: Any, left: float, base: float) -> None:
    """Move a text object's origin, as its ``setTextOrigin`` does at a third of the time.

    reportlab counts the digits of each figure by a logarithm; a table has two figures a line.
    """
    text._code.append(f"1 0 0 1 {left:.2f} {base:.2f} Tm")  # noqa: SLF001 -- for long tables


def put_runs(text: Any, runs: tuple[Run, ...], main: FontSize) -> None:
    """Add runs at the text object's origin; ``main`` is the font and size it is set in."""
    if len(runs) == 1 and runs[0][0] == main[0]:
        text.textLine(runs[0][1])  # unlike textOut, does not measure the text once more
        return
    for name, part in runs:
        text.setFont(name, main[1])
        text.textOut(part)
    text.setFont(*main)
