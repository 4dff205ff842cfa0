"""Spreadsheets from people, read as text, with every mistake of every row found in one pass."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from contest.core.tables.display import hidden_character
from contest.core.tables.read_csv import csv_lines
from contest.core.tables.read_xlsx import xlsx_lines
from contest.core.tables.sheet import BadCell, Line, UnreadableTable

LARGEST_FILE = 10 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """A column looked for by its Chinese label or its key, and what its cells must be.

    ``check`` returns the reason against a text, or ``None``. Empty cells are only tested for
    ``required``. ``unique`` compares within the file, without case.
    """

    key: str
    label: str
    required: bool = False
    unique: bool = False
    longest: int = 300
    check: Callable[[str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class RowError:
    """One mistake: the row's number in the sheet (0: the file), its column's label, the reason."""

    row: int
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row's number in the sheet, and its texts by key; a missing or empty cell is ``""``."""

    number: int
    values: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values[key]


@dataclass(frozen=True, slots=True)
class TableRead:
    """The rows without mistakes, the mistakes, and the headings nobody asked for."""

    rows: tuple[ReadRow, ...]
    errors: tuple[RowError, ...]
    ignored: tuple[str, ...] = ()


# What is wrong with a row as a whole: pairs of a column's label and the reason. It is asked of
# every row in turn, also of one with mistakes in its cells.
RowCheck = Callable[[ReadRow], Iterator[tuple[str, str]]]


def _no_more(_row: ReadRow) -> Iterator[tuple[str, str]]:
    yield from ()


def read_table(
    content: bytes,
    *,
    columns: Sequence[Expected],
    check_row: RowCheck = _no_more,
    limit_rows: int = 5000,
) -> TableRead:
    """Return the rows of an xlsx or csv file, all values as text: ``NA`` stays ``NA``.

    The first row names the columns. Empty rows are passed over. A file that cannot be read
    at all, has no row but the first, or more than ``limit_rows``, is one error at row 0.
    """
    try:
        lines = _lines(content, limit_rows)
        keys, ignored, errors = _heading(lines[0], columns)
    except UnreadableTable as reason:
        return TableRead((), (RowError(0, "", str(reason)),))
    if errors:
        return TableRead((), errors, ignored)
    if len(lines) == 1:
        return TableRead((), (RowError(0, "", "只有列名，没有内容。请从第 2 行起填写。"),), ignored)
    body = _body(lines[1:], columns, keys=keys, check_row=check_row)
    return replace(body, ignored=ignored)


def _lines(content: bytes, limit_rows: int) -> list[Line]:
    if len(content) > LARGEST_FILE:
        raise UnreadableTable("文件超过 10 MB，请分成几个文件上传。")
    read = xlsx_lines if content.startswith(b"PK\x03\x04") else csv_lines
    most = 2 * limit_rows + 1000  # some of them empty; what lies beyond is never dropped in silence
    numbered = list(read(content, most))
    lines = [line for line in numbered if any(line.cells)]
    if not lines:
        raise UnreadableTable("表中没有内容，请使用第一个工作表，首行为列名。")
    if len(lines) > limit_rows + 1 or len(numbered) == most:
        raise UnreadableTable(f"超过 {limit_rows} 行，请分成几个文件上传。")
    return lines


def _heading(
    line: Line, columns: Sequence[Expected]
) -> tuple[dict[str, int], tuple[str, ...], tuple[RowError, ...]]:
    """Return where each column stands, the unknown headings, and the errors of the heading row."""
    named = {_folded(name): c for c in columns for name in (c.label, c.key)}
    places: dict[str, int] = {}
    ignored: list[str] = []
    errors: list[RowError] = []
    for at, heading in enumerate(map(str, line.cells)):
        column = named.get(_folded(heading))
        if column is None:
            ignored += [heading] if heading else []
        elif column.key in places:
            errors.append(RowError(line.number, column.label, "列名出现两次，请只保留一列。"))
        else:
            places[column.key] = at
    lost = [c for c in columns if c.required and c.key not in places]
    errors += [RowError(line.number, c.label, "缺少这一列，请按模板补上。") for c in lost]
    return places, tuple(ignored), tuple(errors)


def _body(
    lines: Sequence[Line],
    columns: Sequence[Expected],
    *,
    keys: dict[str, int],
    check_row: RowCheck,
) -> TableRead:
    rows: list[ReadRow] = []
    errors: list[RowError] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        row = ReadRow(line.number, {c.key: _cell(line, keys.get(c.key)) for c in columns})
        wrong = [
            *(
                (column.label, reason)
                for column in columns
                for reason in _reasons(column, row[column.key], line=line.number, seen=seen)
            ),
            *check_row(row),
        ]
        errors += [RowError(line.number, label, reason) for label, reason in wrong]
        if not wrong:
            rows.append(row)
    return TableRead(tuple(rows), tuple(errors))


def _cell(line: Line, at: int | None) -> str:
    if at is None or at >= len(line.cells):
        return ""
    value = line.cells[at]
    if isinstance(value, BadCell):
        return value
    return " ".join(unicodedata.normalize("NFC", value).split())  # a cell is one line


def _reasons(
    column: Expected, value: str, *, line: int, seen: dict[tuple[str, str], int]
) -> Iterator[str]:
    """Yield what is wrong with a cell: at most one reason, and a repetition."""
    if reason := _reason(column, value):
        yield reason
    if column.unique and value:
        first = seen.setdefault((column.key, value.casefold()), line)
        if first != line:
            yield f"与第 {first} 行重复。"


def _reason(column: Expected, value: str) -> str | None:
    if isinstance(value, BadCell):
        return value.reason
    if not value:
        return "必填，请补上。" if column.required else None
    if len(value) > column.longest:
        return f"超过 {column.longest} 个字，请缩短。"
    if hidden := hidden_character(value):
        return f"含看不见的字符 {hidden}，请重新输入该格。"
    return column.check(value) if column.check else None


def _folded(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(plain.split()).strip("*:")
