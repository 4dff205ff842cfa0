"""The award list on official paper: awards, sums by prize, and what proves the edition."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlab.platypus import KeepTogether
from reportlab.platypus.flowables import Flowable

from awards.documents.composing import Composer, counted
from awards.documents.fonts import Fonts
from awards.documents.grid import Grid
from awards.documents.layout import PORTRAIT, Paper, official_pdf
from awards.documents.sheet import GridColumn, Sheet, Text
from awards.documents.signatures import signatures
from awards.exports.rows import AwardListHead, AwardRow
from contest.core.money import show_capitals, show_wan, wan_figure

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
    title = f"{head.contest}奖励名单"
    paper = Paper(PORTRAIT, title=title, author=head.organizer, dated=head.dated)
    return official_pdf(list(_story(rows, head, Composer(fonts))), paper, fonts)


def _story(rows: Sequence[AwardRow], head: AwardListHead, compose: Composer) -> Iterator[Flowable]:
    yield compose.title(head.contest)
    yield compose.title("奖励名单")
    yield compose.subtitle(f"（第 {head.edition} 版）")
    yield compose.gap()
    yield compose.body(head.preamble or _preamble(rows, head), field="引言")
    yield from compose.heading("获奖项目")
    yield from _table(rows, compose.fonts)
    yield compose.gap(10)
    yield from compose.heading("奖项与金额")
    yield from map(compose.body, _prizes(rows))
    yield KeepTogether(list(_proof_and_closing(head, compose)))


def _proof_and_closing(head: AwardListHead, compose: Composer) -> Iterator[Flowable]:
    """Yield the last section with the signatures: these never stand alone on a page."""
    yield from compose.heading("版次与核验")
    yield compose.body("以下摘要用于核对本名单所依据的规则与记录。")
    yield compose.small(f"评审规则摘要：{head.rule_sheet_digest}")
    yield compose.small(f"操作日志链头：{head.ledger_head}")
    yield compose.gap(20)
    yield from signatures(("制表人", "复核人", "监督人", "日期"), fonts=compose.fonts)
    yield compose.gap()
    yield from compose.closing(head.organizer, head.dated)


def _preamble(rows: Sequence[AwardRow], head: AwardListHead) -> str:
    total = _amount(sum(row.amount for row in rows))
    return (
        f"{head.contest}奖励名单（第 {head.edition} 版）依据评审规则和评审结果编制，"
        f"共 {len(rows)} 项，奖励金额合计 {total}。"
    )


def _table(rows: Sequence[AwardRow], fonts: Fonts) -> Iterator[Flowable]:
    yield Grid(Sheet(COLUMNS, map(_cells, rows), fonts=fonts))
    total = _amount(sum(row.amount for row in rows))
    yield Grid(Sheet(TOTAL, [("合计", total)], fonts=fonts, headed=False))


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
