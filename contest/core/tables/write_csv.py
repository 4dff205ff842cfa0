"""Tables as csv: UTF-8 with a mark for Excel, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from typing import Any

from contest.core.tables.columns import Column, cells
from contest.core.tables.display import display_lines

# What spreadsheets take for the start of a formula, also in full width on Chinese systems
# (OWASP, CSV Injection).
TRIGGERS = tuple("=+-@＝＋－＠")


def table_csv(columns: Sequence[Column], rows: Iterable[object]) -> bytes:
    """Return the table as csv, a heading line first.

    A text that begins like a formula gets an apostrophe before it, the way spreadsheets
    mark text; :func:`contest.core.tables.read_table` takes it off again. Numbers stay bare.
    """
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_plain(column.label) for column in columns])
    shown = [_shown(column) for column in columns]
    for row in cells(columns, rows):
        pairs = zip(shown, row, strict=True)
        writer.writerow(["" if value is None else show(value) for show, value in pairs])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _shown(column: Column) -> Callable[[Any], str]:
    """Return how the column's typed cells are written."""
    if column.kind in ("decimal", "money"):
        last = Decimal(1).scaleb(-column.places if column.kind == "decimal" else -2)
        return lambda value: str(value.quantize(last, ROUND_HALF_UP))
    if column.kind == "datetime":
        return lambda value: str(value.isoformat(" ", "seconds"))
    return _plain if column.kind == "text" else str


def _plain(text: str) -> str:
    shown = display_lines(text)
    return f"'{shown}" if shown.lstrip().startswith(TRIGGERS) else shown
