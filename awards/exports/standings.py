"""The standings as xlsx and csv, one entry a row and scores as numbers."""

from collections.abc import Iterable, Sequence

from awards.exports.rows import RuleSummary, StandingRow, StandingsHead
from contest.core.tables import Column, table_csv, table_xlsx


def standings_xlsx(rows: Sequence[StandingRow], head: StandingsHead) -> bytes:
    """Return the workbook: the entries on one sheet, edition and rules on another."""
    notes = [
        ("大赛", head.contest),
        ("榜单", head.challenge),
        ("版次", head.edition_line),
        ("日期", head.dated.isoformat()),
        *rule_lines(head.rules),
        ("评审规则摘要", head.rules.digest),
        ("操作日志链头", head.ledger_head),
    ]
    return table_xlsx(_columns(head), rows, sheet="评审汇总", notes=notes)


def standings_csv(rows: Iterable[StandingRow], head: StandingsHead) -> bytes:
    """Return the entries as csv."""
    return table_csv(_columns(head), rows)


def rule_lines(rules: RuleSummary) -> list[tuple[str, str]]:
    """Return the rules as label and sentence, in the order they are applied."""
    weights = f"技术 {rules.technical_weight:f}%，商务 {rules.commercial_weight:f}%"
    return [
        ("评审规则", f"第 {rules.version} 版"),
        ("维度权重", weights),
        ("去高去低", rules.trimming),
        ("取整", rules.rounding),
        ("同分处理", "，".join(f"{n}. {step}" for n, step in enumerate(rules.ties, 1))),
    ]


def _columns(head: StandingsHead) -> tuple[Column, ...]:
    places = head.places
    ranking = (Column("challenge", "榜单"),) if head.by_challenge else ()
    return (
        *ranking,
        Column("place", "名次", "int"),
        Column("entry", "项目"),
        Column("enterprise", "企业"),
        Column("technical", "技术得分", "decimal", places=places),
        Column("commercial", "商务得分", "decimal", places=places),
        Column("total", "总分", "decimal", places=places),
        Column("ballots", "有效评分表", "int"),
        Column("dropped_marks", "去掉的分数", "int"),
        Column("decided_by", "同分依据"),
        Column("remark", "备注"),
    )
