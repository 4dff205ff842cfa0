"""The award list as xlsx and csv, one award a row and amounts as numbers in yuan."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from awards.exports.rows import AwardListHead, AwardRow
from contest.core.money import show_capitals, show_wan
from contest.core.tables import Column, table_csv, table_xlsx

COLUMNS = (
    Column("number", "序号", "int"),
    Column("place", "名次", "int"),
    Column("entry", "项目"),
    Column("enterprise", "企业"),
    Column("credit_code", "统一社会信用代码"),
    Column("challenge", "榜单"),
    Column("prize", "奖项"),
    Column("amount", "金额（元）", "money"),
    Column("capitals", "金额大写"),
)


def award_list_xlsx(rows: Sequence[AwardRow], head: AwardListHead) -> bytes:
    """Return the workbook: the awards on one sheet, edition, digests and total on another."""
    total = sum(row.amount for row in rows)
    notes = [
        ("大赛", head.contest),
        ("发布单位", head.organizer),
        ("版次", f"第 {head.edition} 版"),
        ("日期", head.dated.isoformat()),
        ("合计", f"{show_wan(total)}（{show_capitals(total)}）"),
        ("评审规则摘要", head.rule_sheet_digest),
        ("操作日志链头", head.ledger_head),
    ]
    return table_xlsx(COLUMNS, _lines(rows), sheet="奖励名单", notes=notes)


def award_list_csv(rows: Iterable[AwardRow]) -> bytes:
    """Return the awards as csv."""
    return table_csv(COLUMNS, _lines(rows))


def _lines(rows: Iterable[AwardRow]) -> Iterator[dict[str, Any]]:
    for row in rows:
        line = {name: getattr(row, name) for name in AwardRow.__slots__}
        yield line | {"capitals": show_capitals(row.amount)}
