"""The score slip (得分通知单): what an enterprise is told of its own entry, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from awards.documents.official import (
    Body,
    Closing,
    Fields,
    Gap,
    Heading,
    Official,
    Part,
    Signatures,
    Small,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn
from awards.exports.rows import RuleSummary
from awards.exports.standings import rule_lines

COLUMNS = (
    GridColumn("维度", 52),
    GridColumn("权重（%）", 52),
    GridColumn("得分", 52),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One entry's published result. ``scope`` is what the place is among; ``tied`` shares it.

    No judge's name and no single mark: those are nobody's to know but the organizer's.
    """

    contest: str
    number: str
    entry: str
    enterprise: str
    challenge: str
    edition: str
    scope: str
    place: int
    technical: Decimal
    commercial: Decimal
    total: Decimal
    ballots: int
    trimmed: bool
    decided_by: str
    rules: RuleSummary
    phone: str
    ledger_head: str
    issuer: str
    dated: date
    places: int = 2


def score_slip(slip: Slip) -> Official:
    """Return what the slip says."""
    name = f"得分通知单-{slip.number}"
    parts = tuple(_parts(slip))
    return Official(name, f"{slip.contest}得分通知单", parts, slip.issuer, slip.dated)


def _parts(slip: Slip) -> Iterator[Part]:
    yield Title(f"{slip.contest}得分通知单")
    yield Gap(0.3)
    yield Fields(
        (
            ("项目编号", slip.number),
            ("参赛项目", slip.entry),
            ("参赛单位", slip.enterprise),
            ("所属榜单", slip.challenge),
            ("排名版次", slip.edition),
        )
    )
    yield Heading("得分与名次")
    yield Body(_result(slip), field="得分与名次")
    yield Gap(0.2)
    yield Table(COLUMNS, _scores(slip))
    yield Gap(0.1)
    yield Small(_rules(slip.rules), field="计分规则")
    yield Small(_objection(slip.phone), field="异议")
    yield _proof_and_closing(slip)


def _rules(rules: RuleSummary) -> str:
    said = "；".join(f"{label}：{sentence.rstrip('。')}" for label, sentence in rule_lines(rules))
    return f"{said}。各维度与总分分别四舍五入，相加可能相差 0.01。"


def _result(slip: Slip) -> str:
    said = f"总分 {_points(slip.total, slip)} 分，在{slip.scope}中列第 {slip.place} 名"
    said += f"（同分，{slip.decided_by}）" if slip.decided_by else ""
    counted = f"有效评分表 {slip.ballots} 份"
    dropped = "，已按规则去掉最高分和最低分" if slip.trimmed else ""
    return f"{said}。{counted}{dropped}。"


def _scores(slip: Slip) -> list[tuple[str, ...]]:
    rules = slip.rules
    return [
        ("技术", _weight(rules.technical_weight), _points(slip.technical, slip)),
        ("商务", _weight(rules.commercial_weight), _points(slip.commercial, slip)),
        ("总分", "100", _points(slip.total, slip)),
    ]


def _weight(percent: Decimal) -> str:
    return f"{percent.normalize():f}"


def _points(score: Decimal, slip: Slip) -> str:
    return str(score.quantize(Decimal(1).scaleb(-slip.places), ROUND_HALF_UP))


def _objection(phone: str) -> str:
    said = "对结果有异议的，请在公示期内以书面形式署名提出，写明事实和理由并附证据。"
    return said + (f"纪检监督电话：{phone}。" if phone else "")


def _proof_and_closing(slip: Slip) -> Together:
    return Together(
        (
            Gap(0.2),
            Small(f"评审规则摘要：{slip.rules.digest}"),
            Small(f"操作日志链头：{slip.ledger_head}"),
            Signatures(("参赛方代表", "记分人", "复核人", "监督人")),
            Closing(slip.issuer, slip.dated),
        )
    )
