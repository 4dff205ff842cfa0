"""A certificate's one page: to whom, for what, the code to verify it by, who issues it."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from awards.documents.codes import SIDE, Code
from awards.documents.fonts import Fonts
from awards.documents.official import Diploma
from awards.documents.prose import Prose, Style
from contest.core.tables import display_text

HEADLINE = Style(size=40, leading=72, align="centre")
WORDS = Style(size=20, leading=38)
# Long names are set smaller, so that a certificate stays on its page.
SIZES = (20, 18, 16, 14, 12)
NOTE = Style(size=9, leading=13)
ISSUER = Style(size=18, leading=32, align="centre")
GAP = 10.0
# Who issues it stands in the right part of the page, as wide as this share of it.
RIGHT = 0.45


class DiplomaPage(Flowable):  # type: ignore[misc]  # untyped base
    """Fills a page: the words from the top, the code and the issuer at the foot."""

    def __init__(self, told: Diploma, fonts: Fonts) -> None:
        super().__init__()
        self._told, self._fonts = told, fonts
        self._words: list[tuple[Prose, float]] = []
        self._size = (0.0, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._size = width, height - 1  # reportlab's frames refuse what fills them to the point
        room = self._size[1] - SIDE - GAP
        for size in SIZES:
            self._words = self._set(width, size)
            if sum(tall for _prose, tall in self._words) <= room:
                break
        return self._size

    def _set(self, width: float, size: float) -> list[tuple[Prose, float]]:
        told, words = self._told, replace(WORDS, size=size, leading=size * 1.9)
        indented = replace(words, indent=2)
        prose = [
            self._prose("\u3000".join(told.headline), HEADLINE, "证书名称"),
            self._prose(f"{told.addressee}：", words, "企业名称"),
            self._prose(told.statement, indented, "获奖项目"),
            self._prose(told.ending, indented, "证书正文"),
        ]
        return [(one, one.wrap(width, 0)[1]) for one in prose]

    def _prose(self, text: str, style: Style, field: str) -> Prose:
        return Prose(text, style, fonts=self._fonts, field=field)

    def draw(self) -> None:
        _width, top = self._size
        for prose, tall in self._words:
            top -= tall
            prose.drawOn(self.canv, 0, top)
        self._draw_code()
        self._draw_issuer()

    def _draw_code(self) -> None:
        code = Code(self._told.code)
        code.drawOn(self.canv, 0, 0)
        room = self._size[0] * (1 - RIGHT) - SIDE - GAP
        base = SIDE - NOTE.leading
        for note in self._told.notes:
            prose = self._prose(note, NOTE, "证书编号")
            tall = prose.wrap(room, 0)[1]
            base -= tall
            prose.drawOn(self.canv, SIDE + GAP, base)

    def _draw_issuer(self) -> None:
        width, told = self._size[0] * RIGHT, self._told
        day = f"{told.day.year}年{told.day.month}月{told.day.day}日"
        base = GAP
        for text, field in ((day, "日期"), (told.issuer, "发布单位")):
            prose = self._prose(text, self._fitting(text, width), field)
            tall = prose.wrap(width, 0)[1]
            prose.drawOn(self.canv, self._size[0] - width, base)
            base += tall

    def _fitting(self, text: str, width: float) -> Style:
        wide = self._fonts.width(display_text(text), ISSUER.size, field="发布单位")
        return replace(ISSUER, size=min(ISSUER.size, ISSUER.size * width / max(wide, 1)))
