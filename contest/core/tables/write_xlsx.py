"""Tables as xlsx: typed cells, and nothing in them that a spreadsheet would run or open."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from contest.core.tables.columns import Column, Kind, cells
from contest.core.tables.display import display_lines

LONGEST = 32_767  # characters in a cell (Microsoft, Excel specifications and limits)
CUT = "……（已截断）"
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 -- a fixed property: the same table gives the same bytes
_FORMATS: dict[Kind, str] = {
    "text": "@",
    "int": "0",
    "money": "#,##0.00",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
}
_WIDTHS: dict[Kind, int] = {"text": 0, "int": 8, "decimal": 10, "money": 16, "date": 12}
_SAMPLE = 200  # rows looked at to choose a column's width


def table_xlsx(
    columns: Sequence[Column],
    rows: Iterable[object],
    *,
    sheet: str = "数据",
    notes: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return the table as a workbook, its heading row frozen and filtered.

    ``notes`` are label and text pairs on a second sheet 说明. The same table gives the same
    bytes. Raises as :func:`contest.core.tables.columns.cells` does, and ``ValueError`` above
    Excel's 1,048,576 rows.
    """
    import xlsxwriter  # noqa: PLC0415 -- only exports pay for it

    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": _EPOCH})
        _fill(book, book.add_worksheet(_sheet_name(sheet)), columns, list(cells(columns, rows)))
        if notes:
            _note(book, notes)
    return written.getvalue()


def _fill(book: Any, page: Any, columns: Sequence[Column], table: list[tuple[Any, ...]]) -> None:
    heading = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    shown = [_shown(c, v) for c, v in zip(columns, _turned(columns, table), strict=True)]
    for at, (column, values) in enumerate(zip(columns, shown, strict=True)):
        look = book.add_format({"num_format": _pattern(column)})
        page.set_column(at, at, _width(column, values[:_SAMPLE]), look)
        page.write_string(0, at, _text(column.label), heading)
    for number, row in enumerate(zip(*shown, strict=True), 1):
        if page.write_row(number, 0, row):
            raise ValueError(f"row {number} does not fit a sheet")
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(table), max(len(columns) - 1, 0))


def _turned(columns: Sequence[Column], table: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list(zip(*table, strict=True)) or [()] * len(columns)


def _shown(column: Column, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return texts as they may be seen, and figures as the doubles that cells hold."""
    show = _TO_CELL.get(column.kind)
    if not show:
        return values
    return tuple(None if value is None else show(value) for value in values)


def _pattern(column: Column) -> str:
    return _FORMATS.get(column.kind) or f"0.{'0' * column.places}".rstrip(".")


def _note(book: Any, notes: Sequence[tuple[str, str]]) -> None:
    page = book.add_worksheet("说明")
    label, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 90)
    for number, (name, value) in enumerate(notes):
        page.write_string(number, 0, _text(name), label)
        page.write_string(number, 1, _text(value), text)


def _text(value: str) -> str:
    shown = display_lines(value)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - len(CUT)] + CUT


def _width(column: Column, values: Iterable[Any]) -> int:
    sizes = [2 * len(column.label) + 4, _WIDTHS.get(column.kind, 20)]
    if column.kind == "text":
        sizes += [2 * len(value) + 2 for value in values if value]
    return min(max(sizes), 60)


def _sheet_name(name: str) -> str:
    """Return a name Excel takes: 31 characters at most, without ``[]:*?/\\`` or outer quotes."""
    plain = "".join(" " if c in "[]:*?/\\" else c for c in display_lines(name))
    return plain.replace("\n", " ").strip().strip("'")[:31].strip() or "数据"


_TO_CELL: dict[Kind, Callable[[Any], Any]] = {"text": _text, "decimal": float, "money": float}
