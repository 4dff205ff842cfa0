"""The award list on official paper: awards, sums by prize, and what proves the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from awards.documents.counting import counted
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
    pdf_of,
)
from awards.documents.sheet import GridColumn, Text
from awards.exports.rows import AwardListHead, AwardRow
from contest.core.money import show_capitals, show_wan, wan_figure

if TYPE_CHECKING:
    from awards.documents.fonts import Fonts

COLUMNS = (
    GridColumn("序号", 11),
    GridColumn("名次", 11),
    GridColumn("项目", 34, "left"),
    GridColumn("企业", 34, "left"),
    GridColumn("榜单", 27, "left"),
    GridColumn("奖项", 15),
    GridColumn("金额\n（万元）", 24),
)
TOTAL = (GridColumn("合计", 22), GridColumn("合计", 134))


def award_list_pdf(rows: Sequence[AwardRow], head: AwardListHead, fonts: Fonts) -> bytes:
    """Return the award list as PDF.

    Raises :class:`~awards.documents.fonts.MissingGlyph` where a name cannot be printed.
    """
    return pdf_of(award_list(rows, head), fonts)


def award_list(rows: Sequence[AwardRow], head: AwardListHead) -> Official:
    """Return what the award list says."""
    title = f"{head.contest}奖励名单"
    total = _amount(sum(row.amount for row in rows))
    parts: tuple[Part, ...] = (
        Title(head.contest),
        Title("奖励名单"),
        Subtitle(f"（第 {head.edition} 版）"),
        Gap(),
        Body(head.preamble or _preamble(rows, head), field="引言"),
        Heading("获奖项目"),
        Table(COLUMNS, [_cells(row) for row in rows]),
        Table(TOTAL, [("合计", total)], headed=False),
        Gap(0.35),
        Heading("奖项与金额"),
        *map(Body, _prizes(rows)),
        _proof_and_closing(head),
    )
    return Official(title, title, parts, issuer=head.organizer, dated=head.dated)


def _proof_and_closing(head: AwardListHead) -> Together:
    """Return the last section with the signatures: these never stand alone on a page."""
    return Together(
        (
            Heading("版次与核验"),
            Body("以下摘要用于核对本名单所依据的规则与记录。"),
            Small(f"评审规则摘要：{head.rule_sheet_digest}"),
            Small(f"操作日志链头：{head.ledger_head}"),
            Gap(0.7),
            Signatures(("制表人", "复核人", "监督人", "日期")),
            Gap(),
            Closing(head.organizer, head.dated),
        )
    )


def _preamble(rows: Sequence[AwardRow], head: AwardListHead) -> str:
    total = _amount(sum(row.amount for row in rows))
    return (
        f"{head.contest}奖励名单（第 {head.edition} 版）依据评审规则和评审结果编制，"
        f"共 {len(rows)} 项，奖励金额合计 {total}。"
    )


def _cells(row: AwardRow) -> tuple[Text, ...]:
    amount = (wan_figure(row.amount), show_capitals(row.amount))
    names = (row.entry, row.enterprise, row.challenge, row.prize)
    return (str(row.number), str(row.place), *names, amount)


def _prizes(rows: Sequence[AwardRow]) -> Iterator[str]:
    """Yield a line for each prize and amount, in the order of the list."""
    same = groupby(rows, key=lambda row: (row.prize, row.amount))
    counts: dict[tuple[str, int], int] = {}
    for key, group in same:
        counts[key] = counts.get(key, 0) + len(list(group))
    for number, ((prize, amount), count) in enumerate(counts.items(), 1):
        each = f"（{counted(number)}）{prize} {count} 项，每项 {_amount(amount)}"
        yield f"{each}，小计 {show_wan(amount * count)}。"


def _amount(fen: int) -> str:
    return f"{show_wan(fen)}（{show_capitals(fen)}）"
