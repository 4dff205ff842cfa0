"""Nominations for the key R&D plan as xlsx and csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from awards.catalogue_words import OFFICIAL_NOMINATIONS
from awards.models import Nomination
from contest.core.tables import Column, table_csv, table_xlsx

COLUMNS = (
    Column("year", "年度", "int"),
    Column("contest", "大赛"),
    Column("prize", "奖项"),
    Column("place", "名次", "int"),
    Column("entry", "项目"),
    Column("enterprise", "企业"),
    Column("uscc", "统一社会信用代码"),
    Column("research", "技术攻关内容"),
    Column("aims", "目标与考核指标"),
    Column("funding", "申请资助（元）", "money"),
    Column("grounds", "提名理由"),
    Column("state", "状态"),
    Column("reason", "决定理由"),
    Column("decided_at", "决定时间", "datetime"),
)


def nominations_table(nominations: Iterable[Nomination], kind: str) -> bytes:
    """Return the nominations as a file; ``kind`` is xlsx or csv."""
    rows = _rows(nominations)
    if kind == "csv":
        return table_csv(COLUMNS, rows)
    return table_xlsx(COLUMNS, rows, sheet="重点研发提名")


def _rows(nominations: Iterable[Nomination]) -> Iterator[dict[str, Any]]:
    for one in nominations:
        award = one.award
        yield {
            "year": one.year,
            "contest": one.contest.name,
            "prize": award.prize.name,
            "place": award.place,
            "entry": award.entry.title,
            "enterprise": award.enterprise.name,
            "uscc": award.enterprise.uscc,
            "research": one.research,
            "aims": one.aims,
            "funding": one.funding_fen,
            "grounds": one.grounds,
            "state": OFFICIAL_NOMINATIONS[one.state],
            "reason": one.reason,
            "decided_at": one.decided_at,
        }
