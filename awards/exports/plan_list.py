"""A plan as xlsx and csv: every entry with what it is proposed to get, and why."""

from __future__ import annotations

from collections.abc import Iterator

from awards.models import Plan
from contest.core.tables import Column, table_csv, table_xlsx
from contest.core.web import moment

COLUMNS = (
    Column("challenge", "榜单"),
    Column("place", "名次", "int"),
    Column("entry", "项目"),
    Column("enterprise", "企业"),
    Column("score", "总分", "decimal"),
    Column("prize", "奖项"),
    Column("amount", "金额（元）", "money"),
    Column("reason", "原因"),
)
STATES = {"proposed": "待批准", "approved": "已批准", "returned": "已退回"}


def plan_list_xlsx(plan: Plan) -> bytes:
    """Return the workbook: the lines on one sheet, what the plan is on another."""
    notes = [
        ("大赛", plan.contest.name),
        ("方案状态", STATES[plan.state]),
        ("拟定时间", moment(plan.proposed_at)),
        ("排名版次", f"第 {plan.edition.number} 版"),
        ("方案摘要", f"sha256:{plan.digest}"),
    ]
    return table_xlsx(COLUMNS, _lines(plan), sheet="奖励方案", notes=notes)


def plan_list_csv(plan: Plan) -> bytes:
    """Return the lines as csv."""
    return table_csv(COLUMNS, _lines(plan))


def _lines(plan: Plan) -> Iterator[dict[str, object]]:
    for line in plan.lines:
        yield {
            "challenge": line.entry.challenge.title,
            "place": line.place,
            "entry": line.entry.title,
            "enterprise": line.entry.enterprise.name,
            "score": line.score,
            "prize": line.prize.name if line.prize else "",
            "amount": line.amount_fen,
            "reason": line.reason,
        }
