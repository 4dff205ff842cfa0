"""Read one xlsx from stdin and print its first sheet as JSON, within fixed memory and time.

Run as a script of its own by :mod:`contest.core.tables.read_xlsx`: a file that unpacks into
gigabytes ends this process, never the server's.
"""

import json
import resource
import sys
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

MOST_COLUMNS = 100
MOST_CHARACTERS = 5000
MOST_MEMORY = 768 * 2**20  # bytes beyond what the interpreter holds before reading
MOST_CPU_SECONDS = 20
MOST_DIGITS = 10**15  # Excel keeps 15 digits of a number

Shown = str | tuple[str, str]


def main() -> None:
    _confine()
    book = openpyxl.load_workbook(BytesIO(sys.stdin.buffer.read()), read_only=True)
    page = next(page for page in book.worksheets if page.sheet_state == "visible")
    page.reset_dimensions()  # what the file says of its own size may be wrong
    rows = page.iter_rows(max_row=int(sys.argv[1]), max_col=MOST_COLUMNS)
    json.dump([(n, [_shown(cell) for cell in row]) for n, row in enumerate(rows, 1)], sys.stdout)


def _confine() -> None:
    held = Path("/proc/self/statm")
    pages = int(held.read_text().split()[0]) if held.exists() else 0
    most = pages * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))


def _shown(cell: Any) -> Shown:
    value = cell.value
    if cell.data_type == "f":
        return str(value), "是公式，请粘贴为数值。"
    if cell.data_type == "e":
        return str(value), f"是错误值 {value}，请改正。"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value)
    text = _moment(value) if isinstance(value, (date, time)) else _text(value)
    return text if len(text) <= MOST_CHARACTERS else (text[:20], "内容过长，请缩短。")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _number(value: float) -> Shown:
    text = format(Decimal(repr(value)).normalize(), "f")
    if abs(value) >= MOST_DIGITS:
        return text, "是超过 15 位的数字，Excel 已丢掉后几位；请把该列设为“文本”后重新输入。"
    return text


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds") if value.time() != time() else str(value.date())
    return value.isoformat()


if __name__ == "__main__":
    main()
