"""The nominations of a contest for the key R&D plan as an official table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from awards.documents.official import (
    Body,
    Closing,
    Gap,
    Official,
    Part,
    Signatures,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn, Text
from contest.core.money import show_capitals, show_wan, wan_figure

COLUMNS = (
    GridColumn("序号", 12),
    GridColumn("项目及企业", 50, "left"),
    GridColumn("奖项", 18),
    GridColumn("技术攻关内容", 55, "left"),
    GridColumn("目标与考核指标", 55, "left"),
    GridColumn("申请资助\n（万元）", 35),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A nomination that was approved; ``funding_fen`` in fen."""

    entry: str
    enterprise: str
    prize: str
    research: str
    aims: str
    funding_fen: int


@dataclass(frozen=True, slots=True)
class NominationSheet:
    """A contest's approved nominations on a day."""

    contest_id: int
    body_id: int
    contest_name: str
    issuer: str
    dated: date
    lines: Sequence[Line]

    @property
    def id(self) -> int:
        """The number in the document's address: the contest's."""
        return self.contest_id

    @property
    def logged_as(self) -> str:
        """How the log names it: by its contest."""
        return f"contest:{self.contest_id}"


def nomination_table(sheet: NominationSheet) -> Official:
    """Return the table as a document."""
    return Official(
        name=f"{sheet.contest_name}重点研发提名表",
        title=f"{sheet.contest_name}市重点研发计划提名表",
        parts=_parts(sheet),
        issuer=sheet.issuer,
        dated=sheet.dated,
        landscape=True,
    )


def _parts(sheet: NominationSheet) -> Sequence[Part]:
    total = sum(line.funding_fen for line in sheet.lines)
    said = f"提名 {len(sheet.lines)} 项，申请资助合计 {show_wan(total)}（{show_capitals(total)}）。"
    return (
        Title(sheet.contest_name),
        Title("市重点研发计划提名表"),
        Gap(),
        Body(f"下列获奖项目涉及技术攻关，经两人决定同意提名。{said}是否立项以正式通知为准。"),
        Table(COLUMNS, [_cells(n, line) for n, line in enumerate(sheet.lines, 1)]),
        Gap(),
        Together(
            [Signatures(("经办人", "复核人")), Gap(), Closing(sheet.issuer, sheet.dated)],
        ),
    )


def _cells(number: int, line: Line) -> tuple[Text, ...]:
    return (
        str(number),
        (line.entry, line.enterprise),
        line.prize,
        line.research,
        line.aims,
        wan_figure(line.funding_fen),
    )
