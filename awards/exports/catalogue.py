"""The catalogue as xlsx and csv: the columns that are exported are those that can be brought in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from awards.catalogue_words import OFFICIAL_IP, OFFICIAL_ORIGINS, OFFICIAL_STATES
from awards.models import CatalogueItem
from contest.core.tables import Column, table_csv, table_xlsx

COLUMNS = (
    Column("year", "年度", "int"),
    Column("number", "编号"),
    Column("product", "产品名称"),
    Column("model", "规格型号"),
    Column("field", "领域"),
    Column("enterprise", "企业名称"),
    Column("uscc", "统一社会信用代码"),
    Column("ip_kind", "知识产权类型"),
    Column("ip_number", "专利号或登记号"),
    Column("ip_holder", "权利人"),
    Column("ip_until", "有效期至", "date"),
    Column("other_ip", "其他知识产权"),
    Column("summary", "产品简介"),
)
# What the product knows beside: it is not brought in.
MORE = (Column("origin", "列入方式"), Column("state", "状态"), Column("removal", "移出原因"))
# Who holds a right may be a person: what everybody takes away names enterprises alone.
PUBLIC = tuple(column for column in (*COLUMNS, *MORE) if column.key != "ip_holder")


def catalogue_table(items: Iterable[CatalogueItem], kind: str, *, public: bool = False) -> bytes:
    """Return the items as a file; ``kind`` is xlsx or csv."""
    columns, rows = PUBLIC if public else (*COLUMNS, *MORE), _rows(items)
    if kind == "csv":
        return table_csv(columns, rows)
    return table_xlsx(columns, rows, sheet="创新产品目录")


def _rows(items: Iterable[CatalogueItem]) -> Iterator[dict[str, Any]]:
    for item in items:
        row = {column.key: getattr(item, column.key) for column in (*COLUMNS, *MORE)}
        yield row | {
            "field": item.field.name if item.field else "",
            "ip_kind": OFFICIAL_IP[item.ip_kind] if item.ip_kind else "",
            "origin": OFFICIAL_ORIGINS[item.origin],
            "state": OFFICIAL_STATES[item.state],
            "other_ip": _line(item.other_ip),
            "summary": _line(item.summary),
        }


def _line(text: str) -> str:
    """Return a text in one line, as a cell that is read back is one line."""
    return " ".join(text.split())
