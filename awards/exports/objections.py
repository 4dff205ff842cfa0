"""A contest's objections as xlsx and csv, for those who answer them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from awards.models import Objection
from awards.states import ObjectionState
from contest.core.tables import Column, table_csv, table_xlsx

# Official Chinese text: not translated.
STATES = {
    ObjectionState.RECEIVED: "已收到，待受理",
    ObjectionState.NOT_ACCEPTED: "不予受理",
    ObjectionState.INQUIRY: "调查中",
    ObjectionState.UPHELD: "异议成立",
    ObjectionState.REJECTED: "异议不成立",
    ObjectionState.WITHDRAWN: "已撤回",
}
# How to reach who objected is sealed: it stays on the objection's own page.
COLUMNS = (
    Column("number", "编号", "int"),
    Column("notice", "公示"),
    Column("name", "异议人"),
    Column("organisation", "单位"),
    Column("awards", "所涉及的奖励"),
    Column("statement", "事实和理由"),
    Column("received_at", "收到时间", "datetime"),
    Column("due", "答复期限"),
    Column("state", "状态"),
    Column("decided_at", "决定时间", "datetime"),
    Column("reason", "决定理由"),
    Column("remedied_at", "处理时间", "datetime"),
    Column("remedy", "处理结果"),
)


def objections_table(objections: Iterable[Objection], kind: str) -> bytes:
    """Return the objections as a file; ``kind`` is xlsx or csv."""
    rows = _rows(objections)
    if kind == "csv":
        return table_csv(COLUMNS, rows)
    return table_xlsx(COLUMNS, rows, sheet="异议")


def _rows(objections: Iterable[Objection]) -> Iterator[dict[str, Any]]:
    for one in objections:
        yield {
            "number": one.number,
            "notice": f"{one.notice.title}（第 {one.notice.number} 号）",
            "name": one.name,
            "organisation": one.organisation,
            "awards": "；".join(against.award.entry.title for against in one.against),
            "statement": one.statement,
            "received_at": one.received_at,
            "due": one.due.isoformat(),
            "state": STATES[one.state],
            "decided_at": one.decided_at,
            "reason": one.decision_reason,
            "remedied_at": one.remedied_at,
            "remedy": one.remedy,
        }
