"""The texts of a table broken into lines, once for all equal texts of a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from awards.documents.wrapping import wrap
from contest.core.tables import display_text

if TYPE_CHECKING:
    from awards.documents.fonts import Fonts

MM = 72 / 25.4  # points
SIZE = 10.5  # 五号
LINE = 14.0
PAD_X = 3.4
PAD_Y = 4.0
MOST_LINES = 24  # a taller row goes on in a row below it, so that any row fits a page

Text = str | tuple[str, ...]  # a tuple's strings each begin a line
Cell = list[
    tuple[tuple[tuple[str, str], ...], float]
]  # lines: runs, and their start from the column's edge


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column's heading, its width in millimetres, and where its text stands."""

    label: str
    width: float
    align: Literal["left", "centre"] = "centre"

    @property
    def points(self) -> float:
        return self.width * MM

    @property
    def field(self) -> str:
        """Return the heading on one line, to name the column in refusals."""
        return self.label.replace("\n", "")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of broken texts and its height in points."""

    cells: tuple[Cell, ...]
    height: float


class Sheet:
    """The rows of a table, with all measures that its parts on single pages share."""

    def __init__(
        self,
        columns: Sequence[GridColumn],
        texts: Iterable[Sequence[Text]],
        *,
        fonts: Fonts,
        headed: bool = True,
    ) -> None:
        """Break the texts. Raises :class:`MissingGlyph` with the column's heading."""
        setter = _Setter(columns, fonts)
        self.main = fonts.main.name
        self.edges = [0.0, *accumulate(column.points for column in columns)]
        self.heading = [setter.heading()] if headed else []
        self.rows = [part for row in texts for part in setter.row(row)]
        self.levels = [0.0, *accumulate(row.height for row in self.rows)]

    @property
    def head(self) -> float:
        """Return the height of what repeats on each page, in points."""
        return sum(row.height for row in self.heading)


class _Setter:
    def __init__(self, columns: Sequence[GridColumn], fonts: Fonts) -> None:
        self._columns = columns
        self._fonts = fonts
        self._known: list[dict[Text, Cell]] = [{} for _ in columns]

    def heading(self) -> GridRow:
        centred = [replace(column, align="centre") for column in self._columns]
        return _row(tuple(self._set(c, tuple(c.label.split("\n"))) for c in centred))

    def row(self, texts: Sequence[Text]) -> list[GridRow]:
        """Return one row, or several where a text is very long."""
        cells = tuple(self._cell(at, text) for at, text in enumerate(texts))
        starts = range(0, max(1, *map(len, cells)), MOST_LINES)
        return [_row(tuple(cell[at : at + MOST_LINES] for cell in cells)) for at in starts]

    def _cell(self, at: int, text: Text) -> Cell:
        known = self._known[at]
        if text not in known:
            known[text] = self._set(self._columns[at], text)
        return known[text]

    def _set(self, column: GridColumn, text: Text) -> Cell:
        field, room = column.field, column.points - 2 * PAD_X

        def measure(part: str) -> float:
            return self._fonts.width(part, SIZE, field=field)

        def start(line: str) -> float:
            return PAD_X if column.align == "left" else (column.points - measure(line)) / 2

        return [
            (tuple(self._fonts.runs(line, field=field)), start(line))
            for given in ((text,) if isinstance(text, str) else text)
            for line in wrap(display_text(given), room=room, measure=measure)
        ]


def _row(cells: tuple[Cell, ...]) -> GridRow:
    return GridRow(cells, max(1, *map(len, cells)) * LINE + 2 * PAD_Y)
