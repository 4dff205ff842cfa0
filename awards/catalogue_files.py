"""Catalogues of earlier years as files: read with every mistake, and looked at before they count.

The rows that were looked at travel in the page to its confirmation, and are read anew there.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from awards.catalogue_words import OFFICIAL_IP
from awards.catalogue_year import FIRST_YEAR, LAST_YEAR
from awards.exports.catalogue import COLUMNS
from awards.models import CatalogueItem, Origin
from awards.product import Product
from awards.queries.catalogue import numbered
from awards.states import CatalogueState
from contest.core.forms import half_width, normal_code, trouble_with_code
from contest.core.tables import (
    Column,
    Expected,
    ReadRow,
    RowError,
    read_table,
    table_csv,
    table_xlsx,
)
from contest.models import Body
from contest.queries import fields

MOST_ROWS = 2000
MOST_BYTES = 8 * 2**20  # of rows in a page, unpacked: 2,000 rows with full cells
KINDS = {name: kind for kind, name in OFFICIAL_IP.items()}
YEAR_LONG, CODE_LONG = 4, 40
NOTES = [
    ("怎么填", "从第 2 行起，每行一个产品；不要改动第 1 行的列名，不需要的列可以留空。"),
    ("编号", "按“年度＋编号”认产品：已导入的同一编号只更新内容，不会重复。"),
    ("领域", "填“场景领域”中的名称；没有的可以留空，或先在“场景领域”中添加。"),
    ("知识产权类型", f"填 {'、'.join(KINDS)}。"),
    ("有效期至", "写成 2031-05-01。"),
    ("出错时", "所有错误一次列出，改好后重新上传；有错误时一行也不会导入。"),
]


class Change(StrEnum):
    """What bringing in a row does: a new item, other content of an item, or nothing."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A product of an earlier year, as a file has it; ``field`` is its field's name."""

    line: int
    year: int
    number: str
    product: Product
    field: str


@dataclass(frozen=True, slots=True)
class ItemRow(FileRow):
    """The same, with what bringing it in does."""

    change: Change


def read_items(content: bytes, body: Body) -> tuple[list[ItemRow], list[RowError]]:
    """Return the rows of a file, and every mistake in it."""
    rows, errors = parsed(content, {field.name: field.id for field in fields.of_body(body)})
    years = {row.year for row in rows}
    standing = numbered(body.id, years) if years else {}
    found = [_beside(row, standing.get((row.year, row.number))) for row in rows]
    errors += [error for row in found for error in _conflicts(row, standing)]
    return found, sorted(errors, key=lambda error: error.row)


def parsed(content: bytes, known: Mapping[str, int]) -> tuple[list[FileRow], list[RowError]]:
    """Return the rows of a file without mistakes, and the mistakes; ``known`` are the fields."""
    seen: dict[tuple[str, str], int] = {}
    table = read_table(
        content,
        columns=_columns(known),
        check_row=lambda row: _repeated(row, seen),
        limit_rows=MOST_ROWS,
    )
    return [_file_row(row, known) for row in table.rows], list(table.errors)


def blank_items() -> bytes:
    """Return an empty file to fill in, as a workbook."""
    shown = [Column(column.key, column.label) for column in COLUMNS]
    return table_xlsx(shown, [], sheet="创新产品目录", notes=NOTES)


def packed(rows: Sequence[FileRow]) -> str:
    """Return rows as a page carries them."""
    content = table_csv([Column(c.key, c.label) for c in COLUMNS], map(_cells, rows))
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """Return the file that a page carries; empty where it is none, so that nothing is read."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text, validate=True), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        return b""


def _cells(row: FileRow) -> dict[str, str]:
    product = row.product
    told = {name: str(value or "") for name, value in product.columns().items()}
    kind = OFFICIAL_IP[product.ip_kind] if product.ip_kind else ""  # type: ignore[index]
    return told | {"year": str(row.year), "number": row.number, "ip_kind": kind, "field": row.field}


def _columns(known: Mapping[str, int]) -> list[Expected]:
    def field(text: str) -> str | None:
        return None if text in known else "没有这个领域，请改用“场景领域”中的名称，或留空。"

    return [
        Expected("year", "年度", required=True, check=_year),
        Expected("number", "编号", required=True, longest=30),
        Expected("product", "产品名称", required=True, longest=100),
        Expected("model", "规格型号", longest=100),
        Expected("field", "领域", check=field),
        Expected("enterprise", "企业名称", required=True, longest=100),
        Expected("uscc", "统一社会信用代码", check=_code, longest=CODE_LONG),
        Expected("ip_kind", "知识产权类型", check=_kind),
        Expected("ip_number", "专利号或登记号", longest=60),
        Expected("ip_holder", "权利人", longest=100),
        Expected("ip_until", "有效期至", check=_day),
        Expected("other_ip", "其他知识产权", longest=500),
        Expected("summary", "产品简介", longest=500),
    ]


def _year(text: str) -> str | None:
    typed = half_width(text)
    if len(typed) == YEAR_LONG and typed.isdecimal() and FIRST_YEAR <= int(typed) <= LAST_YEAR:
        return None
    return f"请填写 {FIRST_YEAR} 至 {LAST_YEAR} 之间的年份，如 2024。"


def _code(text: str) -> str | None:
    return trouble_with_code(normal_code(text))


def _kind(text: str) -> str | None:
    return None if text in KINDS else f"请填 {'、'.join(KINDS)} 之一，或留空。"


def _day(text: str) -> str | None:
    return None if _as_day(text) else "请写成 2031-05-01 的样式。"


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(half_width(text).replace("/", "-").replace(".", "-"))
    except ValueError:
        return None


def _repeated(row: ReadRow, seen: dict[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    key = (half_width(row["year"]), row["number"])
    first = seen.setdefault(key, row.number)
    if all(key) and first != row.number:
        yield "编号", f"与第 {first} 行的年度和编号相同，请改正其中一行。"


def _file_row(row: ReadRow, known: Mapping[str, int]) -> FileRow:
    product = Product(
        product=row["product"],
        model=row["model"],
        enterprise=row["enterprise"],
        uscc=normal_code(row["uscc"]),
        field_id=known.get(row["field"]),
        summary=row["summary"],
        ip_kind=KINDS.get(row["ip_kind"]),
        ip_number=row["ip_number"],
        ip_holder=row["ip_holder"],
        ip_until=_as_day(row["ip_until"]),
        other_ip=row["other_ip"],
    )
    year = int(half_width(row["year"]))
    return FileRow(row.number, year, row["number"], product, row["field"])


def _beside(row: FileRow, item: CatalogueItem | None) -> ItemRow:
    change = _change(row.product, item)
    return ItemRow(row.line, row.year, row.number, row.product, row.field, change)


def _change(product: Product, item: CatalogueItem | None) -> Change:
    if item is None:
        return Change.NEW
    return Change.CHANGED if differing(product, item) else Change.SAME


def differing(product: Product, item: CatalogueItem) -> list[str]:
    """Return the keys of what a product has otherwise than an item; a cell is one line."""
    told = {name: value for name, value in product.columns().items() if name != "answers"}
    return [name for name, value in told.items() if _plain(value) != _plain(getattr(item, name))]


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _conflicts(
    row: ItemRow, standing: Mapping[tuple[int, str], CatalogueItem]
) -> Iterator[RowError]:
    """Yield what stands against bringing a row in: its number is another's here."""
    if row.change is not Change.CHANGED:
        return
    item = standing[row.year, row.number]
    label = "、".join(c.label for c in COLUMNS if c.key in _labels(differing(row.product, item)))
    if item.origin is not Origin.IMPORT:
        reason = f"该编号在本系统中列入，“{label}”不同。请核对编号，或删去这一行。"
        yield RowError(row.line, "编号", reason)
    elif item.state is CatalogueState.REMOVED:
        yield RowError(row.line, "编号", "该编号已移出目录，不能再改。请删去这一行。")


def _labels(keys: Sequence[str]) -> set[str]:
    return {"field" if key == "field_id" else key for key in keys}
