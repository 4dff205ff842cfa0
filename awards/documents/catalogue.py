"""The catalogue of a year as an official table (目录表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from awards.documents.official import (
    Body,
    Closing,
    Gap,
    Official,
    Part,
    Small,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn, Text

COLUMNS = (
    GridColumn("编号", 22),
    GridColumn("产品名称及型号", 48, "left"),
    GridColumn("企业", 42, "left"),
    GridColumn("统一社会\n信用代码", 42),
    GridColumn("领域", 18),
    GridColumn("主要知识产权", 35, "left"),
    GridColumn("列入方式", 18),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A product of the table; names as they stand in the catalogue."""

    number: str
    product: str
    model: str
    enterprise: str
    uscc: str
    field: str
    right: str
    origin: str


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """A body's catalogue of a year on a day: its products in the order of their numbers."""

    year: int
    issuer: str
    body_id: int
    dated: date
    lines: Sequence[Line]

    @property
    def id(self) -> int:
        """The number in the document's address: the year."""
        return self.year

    @property
    def logged_as(self) -> str:
        """How the log names it: by its body."""
        return f"body:{self.body_id}"


def catalogue_table(sheet: CatalogueSheet) -> Official:
    """Return the table as a document."""
    title = f"{sheet.year} 年重点自主创新产品目录"
    return Official(
        name=title,
        title=title,
        parts=_parts(sheet, title),
        issuer=sheet.issuer,
        dated=sheet.dated,
        landscape=True,
    )


def _parts(sheet: CatalogueSheet, title: str) -> Sequence[Part]:
    day = f"{sheet.dated.year}年{sheet.dated.month}月{sheet.dated.day}日"
    return (
        Title(title),
        Gap(),
        Body(f"截至 {day}，{sheet.year} 年目录在册产品共 {len(sheet.lines)} 项。"),
        Table(COLUMNS, [_cells(line) for line in sheet.lines]),
        Together(
            [
                Small("列入目录不是采购承诺；“获奖视同列入”依据《实施意见》四（一）。"),
                Gap(),
                Closing(sheet.issuer, sheet.dated),
            ]
        ),
    )


def _cells(line: Line) -> tuple[Text, ...]:
    product = (line.product, line.model) if line.model else line.product
    owner = (line.enterprise, line.uscc or "—", line.field or "—")
    right = tuple(line.right.split(" ", 1)) if line.right else "—"  # its kind over its number
    return (line.number, product, *owner, right, line.origin)
