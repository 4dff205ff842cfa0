"""The standings sheet on official paper: rules, scores, what decided ties, and signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
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
    Subheading,
    Subtitle,
    Table,
    Title,
    Together,
    pdf_of,
)
from awards.documents.sheet import GridColumn
from awards.exports.rows import StandingRow, StandingsHead
from awards.exports.standings import rule_lines

if TYPE_CHECKING:
    from awards.documents.fonts import Fonts

COLUMNS = (
    GridColumn("名次", 13),
    GridColumn("项目", 46, "left"),
    GridColumn("企业", 44, "left"),
    GridColumn("技术得分", 18),
    GridColumn("商务得分", 18),
    GridColumn("总分", 17),
    GridColumn("有效\n评分表", 15),
    GridColumn("去掉的\n分数", 15),
    GridColumn("同分依据", 20),
    GridColumn("备注", 19),
)
UNSCORED = "未评分"
MARGINS = "只变动一个分数、或去掉一位评委，其余不变，按同一规则重新计算；供核对，不改变结果。"


def standings_pdf(rows: Sequence[StandingRow], head: StandingsHead, fonts: Fonts) -> bytes:
    """Return the standings sheet as PDF.

    Raises :class:`~awards.documents.fonts.MissingGlyph` where a name cannot be printed.
    """
    return pdf_of(standings_official(rows, head), fonts)


def standings_official(rows: Sequence[StandingRow], head: StandingsHead) -> Official:
    """Return what the standings sheet says."""
    title = f"{head.contest}评审汇总表"
    parts = tuple(_parts(rows, head))
    name = f"{title}（{head.challenge}）"
    return Official(name, title, parts, issuer=head.organizer, dated=head.dated, landscape=True)


def _parts(rows: Sequence[StandingRow], head: StandingsHead) -> Iterator[Part]:
    yield Title(f"{head.contest}评审汇总表")
    yield Subtitle(f"榜单：{head.challenge}（{head.edition_line}）")
    (label, version), *rules = rule_lines(head.rules)
    yield Heading(f"{label}（{version}）")
    for label, sentence in rules:
        yield Body(f"{label}：{sentence}", field=label)
    yield Heading("得分与名次")
    yield from _tables(rows, head)
    if head.margins:
        yield Heading("安全边际")
        yield Small(MARGINS)
        for sentence in head.margins:
            yield Body(sentence, field="安全边际")
    yield _proof_and_closing(head)


def _tables(rows: Sequence[StandingRow], head: StandingsHead) -> Iterator[Part]:
    """Yield one table, or one for each challenge with a ranking of its own, under its name."""
    groups = groupby(rows, key=lambda row: row.challenge) if head.by_challenge else [("", rows)]
    for number, (challenge, group) in enumerate(groups, 1):
        if challenge:
            yield Subheading(f"（{counted(number)}）{challenge}")
        yield Table(COLUMNS, [_cells(row, head.places) for row in group])


def _proof_and_closing(head: StandingsHead) -> Together:
    """Return what proves the sheet, with the signatures: these never stand alone on a page."""
    tally = Signatures(("统计人", "核对人", "监督人"), abreast=3)
    return Together(
        (
            Gap(0.3),
            Small(f"评审规则摘要：{head.rules.digest}"),
            Small(f"操作日志链头：{head.ledger_head}"),
            Heading("签字"),
            Signatures(head.judges, abreast=3),
            Together((tally, Gap(0.35), Closing(head.organizer, head.dated))),
        )
    )


def _cells(row: StandingRow, places: int) -> tuple[str, ...]:
    scores = (_score(s, places) for s in (row.technical, row.commercial, row.total))
    place = "—" if row.place is None else str(row.place)
    counts = (str(row.ballots), str(row.dropped_marks))
    return (place, row.entry, row.enterprise, *scores, *counts, row.decided_by, row.remark)


def _score(score: Decimal | None, places: int) -> str:
    if score is None:
        return UNSCORED
    return str(score.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
