"""Csv files as people's machines save them: UTF-8, UTF-16 or GB 18030; comma, semicolon or tab."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from contest.core.tables.sheet import Line, UnreadableTable
from contest.core.tables.write_csv import TRIGGERS

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # xls, and xlsx under a password


def csv_lines(content: bytes, most: int) -> Iterator[Line]:
    """Yield at most ``most`` lines. Raises :class:`UnreadableTable` for what is no text."""
    text = _decoded(content)
    first, _, _ = text.partition("\n")
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        for number, row in enumerate(islice(reader, most), 1):
            yield Line(number, tuple(map(_bare, row)))
    except csv.Error as why:
        raise UnreadableTable(f"第 {reader.line_num} 行读不懂，请另存为 .xlsx 再上传。") from why


def _decoded(content: bytes) -> str:
    if content.startswith(_OLD_OFFICE):
        raise UnreadableTable("这是旧版或加密的表格，请去掉密码并另存为 .xlsx 再上传。")
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableTable("文件不是表格，请上传 .xlsx，或 UTF-8 编码的 .csv。")


def _bare(value: str) -> str:
    """Return the text without the apostrophe that :func:`table_csv` put before it."""
    marked = value.startswith("'") and value[1:].lstrip().startswith(TRIGGERS)
    return value[1:] if marked else value
