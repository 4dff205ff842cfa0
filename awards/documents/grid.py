"""Ruled tables of plain text: the heading row repeats on every page, long lists stay fast.

Rows are broken into lines once and each page takes as many as fit. reportlab's own table
measures and styles every cell anew for every split, and reads markup where a name needs
another font.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import Any

from reportlab.platypus.flowables import Flowable

from awards.documents.prose import RISE, FontSize, begin_at, begin_text, put_runs
from awards.documents.sheet import LINE, SIZE, Cell, Sheet

RULE = 0.6
SLACK = 0.01  # points: sums of heights are not exact


class Grid(Flowable):  # type: ignore[misc]  # untyped base
    """Rows ``first`` to ``end`` of a sheet under its heading, broken between rows."""

    def __init__(self, sheet: Sheet, first: int = 0, end: int | None = None) -> None:
        super().__init__()
        self._sheet = sheet
        self._first = first
        self._end = len(sheet.rows) if end is None else end

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        sheet = self._sheet
        return sheet.edges[-1], sheet.head + sheet.levels[self._end] - sheet.levels[self._first]

    def split(self, _width: float, height: float) -> list["Grid"]:
        sheet = self._sheet
        room = sheet.levels[self._first] + height - sheet.head + SLACK
        fits = min(bisect_right(sheet.levels, room) - 1, self._end)
        if fits <= self._first:
            return []
        return [Grid(sheet, self._first, fits), Grid(sheet, fits, self._end)]

    def draw(self) -> None:
        sheet = self._sheet
        rows = [*sheet.heading, *sheet.rows[self._first : self._end]]
        levels = [0.0, *accumulate(row.height for row in rows)]
        top = levels[-1]
        self._rule([top - level for level in levels])
        main = sheet.main, SIZE
        text = begin_text(self.canv, main)
        for number, row in enumerate(rows):
            middle = top - (levels[number] + levels[number + 1]) / 2
            for left, cell in zip(sheet.edges, row.cells, strict=False):
                _put(text, cell, (left, middle), main)
        self.canv.drawText(text)

    def _rule(self, levels: list[float]) -> None:
        edges = self._sheet.edges
        self.canv.setLineWidth(RULE)
        across = [(edges[0], level, edges[-1], level) for level in levels]
        down = [(edge, levels[0], edge, levels[-1]) for edge in edges]
        self.canv.lines(across + down)


def _put(text: Any, cell: Cell, at: tuple[float, float], main: FontSize) -> None:
    left, middle = at
    first = middle + (len(cell) - 1) / 2 * LINE - SIZE * RISE
    for number, (runs, start) in enumerate(cell):
        begin_at(text, left + start, first - number * LINE)
        put_runs(text, runs, main)
