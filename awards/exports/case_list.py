"""The winners of a contest as xlsx and csv, each with how far its case is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awards.case_rows import CaseRow
from contest.core.tables import Column, table_csv, table_xlsx
from contest.core.web import day

COLUMNS = (
    Column("place", "名次", "int"),
    Column("entry", "项目"),
    Column("enterprise", "企业"),
    Column("challenge", "榜单"),
    Column("prize", "奖项"),
    Column("furthest", "已完成的最近一步"),
    Column("done", "完成日期"),
    Column("next", "下一步"),
    Column("owner", "由谁办理"),
    Column("due", "期限"),
    Column("missing", "还缺"),
    Column("overdue", "逾期事项", "int"),
)


def case_list(contest: str, rows: Sequence[CaseRow], kind: str) -> tuple[str, bytes]:
    """Return the list's file name and content; ``kind`` is xlsx or csv."""
    lines = _lines(rows)
    made = table_csv(COLUMNS, lines) if kind == "csv" else table_xlsx(COLUMNS, lines, sheet="档案")
    return f"{contest}获奖项目档案.{kind}", made


def _lines(rows: Sequence[CaseRow]) -> Iterator[dict[str, object]]:
    for row in rows:
        award, last, coming = row.award, row.furthest, row.next
        yield {
            "place": award.place,
            "entry": award.entry.title,
            "enterprise": award.enterprise.name,
            "challenge": award.entry.challenge.title,
            "prize": award.prize.name,
            "furthest": last.title if last else "",
            "done": day(last.done_at) if last else "",
            "next": coming.title if coming else "",
            "owner": coming.owner if coming else "",
            "due": coming.due.isoformat() if coming and coming.due else "",
            "missing": "、".join(coming.missing) if coming else "",
            "overdue": row.overdue,
        }
