"""Tables as csv: UTF-8 with a mark for Excel, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
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
    for row in cells(columns, rows):
        writer.writerow([_shown(c, v) for c, v in zip(columns, row, strict=True)])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _shown(column: Column, value: Any) -> str:
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, Decimal):
        return _rounded(value, column.places if column.kind == "decimal" else 2)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    shown = display_lines(text)
    return f"'{shown}" if shown.lstrip().startswith(TRIGGERS) else shown


def _rounded(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
