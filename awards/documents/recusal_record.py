"""The recusal record (回避记录): every recusal of a contest, why it was, and who decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from awards.documents.official import (
    Body,
    Closing,
    Gap,
    Heading,
    Official,
    Part,
    Signatures,
    Small,
    Subtitle,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn

COLUMNS = (
    GridColumn("序号", 11),
    GridColumn("评审专家", 18),
    GridColumn("项目", 38, "left"),
    GridColumn("参赛单位", 32, "left"),
    GridColumn("来源与事由", 60, "left"),
    GridColumn("处理", 15),
    GridColumn("理由、决定人和时间", 51, "left"),
)
REQUESTS = (
    GridColumn("序号", 11),
    GridColumn("项目", 46, "left"),
    GridColumn("申请回避的人或单位", 38, "left"),
    GridColumn("事由", 56, "left"),
    GridColumn("答复", 50, "left"),
    GridColumn("答复时间", 24),
)
GROUNDS = {
    "employed": "近三年内曾在其中任职",
    "director": "担任其董事、监事",
    "shareholder": "是其控股股东或实际控制人",
    "relative": "与其法定代表人有亲属关系",
    "other": "其他可能影响公正评审的关系",
}
ORIGINS = {"found": "系统比对发现", "declared": "专家主动申报", "requested": "参赛单位申请"}
STATES = {"potential": "待确认", "confirmed": "回避", "dismissed": "不回避"}


@dataclass(frozen=True, slots=True)
class RecusalLine:
    """A recusal: ``origin``, ``ground`` and ``state`` are the values of their enums."""

    judge: str
    number: str
    entry: str
    enterprise: str
    origin: str
    ground: str
    detail: str
    state: str
    reason: str
    decided_by: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What an entrant asked for in writing, and what it was answered."""

    number: str
    entry: str
    named: str
    detail: str
    answer: str
    answered_at: str


@dataclass(frozen=True, slots=True)
class RecordHead:
    """What stands around a record of a contest."""

    contest: str
    ledger_head: str
    issuer: str
    dated: date


def recusal_record(
    lines: Sequence[RecusalLine], requests: Sequence[RequestLine], head: RecordHead
) -> Official:
    """Return what the record says."""
    title = f"{head.contest}回避记录"
    parts = tuple(_parts(lines, requests, head))
    return Official(title, title, parts, head.issuer, head.dated, landscape=True)


def _parts(
    lines: Sequence[RecusalLine], requests: Sequence[RequestLine], head: RecordHead
) -> Iterator[Part]:
    yield Title(f"{head.contest}回避记录")
    yield Subtitle(f"（截至 {head.dated.year}年{head.dated.month}月{head.dated.day}日）")
    yield Body(_summary(lines), field="概况")
    yield Heading("回避情况")
    if lines:
        yield Table(COLUMNS, [_cells(n, line) for n, line in enumerate(lines, 1)])
    else:
        yield Body("没有需要回避的情形。")
    yield Heading("参赛单位的回避申请")
    if requests:
        yield Table(REQUESTS, [_asked(n, line) for n, line in enumerate(requests, 1)])
    else:
        yield Body("没有收到回避申请。")
    yield closing(head)


def closing(head: RecordHead) -> Together:
    """Return what proves a record, with the places to sign."""
    return Together(
        (
            Gap(0.3),
            Small(f"操作日志链头：{head.ledger_head}"),
            Signatures(("记录人", "复核人", "监督人"), abreast=3),
            Gap(0.5),
            Closing(head.issuer, head.dated),
        )
    )


def _summary(lines: Sequence[RecusalLine]) -> str:
    judges = len({line.judge for line in lines if line.state == "confirmed"})
    states = [line.state for line in lines]
    counts = "，".join(f"{word} {states.count(state)} 件" for state, word in STATES.items())
    return (
        "回避事由参照《中华人民共和国政府采购法实施条例》第九条，往前追溯三年；"
        f"比对评审专家的任职单位与牵头单位、联合体成员和发榜方的统一社会信用代码。"
        f"共记录 {len(lines)} 件：{counts}；回避的专家 {judges} 人。"
        "已回避的专家看不到、也不评该项目。"
    )


def _cells(number: int, line: RecusalLine) -> tuple[str | tuple[str, ...], ...]:
    why = (f"{ORIGINS[line.origin]}：{GROUNDS[line.ground]}", *filter(None, (line.detail,)))
    decided = " ".join(filter(None, (line.decided_by, line.decided_at)))
    return (
        str(number),
        line.judge,
        (line.number, line.entry),
        line.enterprise,
        why,
        STATES[line.state],
        tuple(filter(None, (line.reason, decided))) or "—",
    )


def _asked(number: int, line: RequestLine) -> tuple[str | tuple[str, ...], ...]:
    return (
        str(number),
        (line.number, line.entry),
        line.named,
        line.detail,
        line.answer or "待答复",
        line.answered_at or "—",
    )
