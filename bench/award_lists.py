"""An award list as xlsx and PDF, beside the bare writers given the finished cells.

The bare workbook is XlsxWriter alone, with the same column formats and typed
cells. The bare PDF is reportlab's own table on the same paper, in chunks (one
long table is slower still), its texts not broken into lines: broken as ours
are, reportlab takes longer than we do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from reportlab.platypus import Frame, PageTemplate, SimpleDocTemplate, Table, TableStyle

from awards.documents.award_list import COLUMNS as PRINTED
from awards.documents.award_list import award_list_pdf
from awards.documents.fonts import find_fonts
from awards.documents.layout import PORTRAIT
from awards.documents.sheet import LINE, SIZE
from awards.exports.award_list import COLUMNS, award_list_xlsx
from awards.exports.rows import AwardListHead, AwardRow
from bench.measuring import Figure, compare
from bench.shapes import Size
from contest.core.money import show_capitals

AIM = 1.3
CHUNK = 50  # rows a table: as fast as any
PRIZES = (("一等奖", 100_000_000), ("二等奖", 50_000_000), ("三等奖", 20_000_000))
FORMATS = {"text": "@", "int": "0", "money": "#,##0.00"}
HEAD = AwardListHead(
    contest="甬江场景大赛",
    organizer="甬江市科学技术局",
    edition="1",
    rule_sheet_digest=f"sha256:{'0' * 64}",
    ledger_head=f"sha256:{'1' * 64}",
    dated=date(2026, 11, 2),
)


def figures(size: Size, _folder: Path) -> Iterator[Figure]:
    """Measure both documents of a list of that many awards."""
    rows, fonts = [_award(number) for number in range(1, size.listed + 1)], find_fonts()
    finished = [_finished(row) for row in rows]
    yield Figure(
        f"award list of {size.listed:,} as xlsx",
        "ms",
        aim=AIM,
        **compare(
            lambda: award_list_xlsx(rows, HEAD), lambda: bare_xlsx(finished), rounds=size.rounds
        ),
    )
    printed = [_printed(row) for row in rows]
    yield Figure(
        f"award list of {size.listed:,} as PDF",
        "ms",
        aim=AIM,
        **compare(
            lambda: award_list_pdf(rows, HEAD, fonts),
            lambda: bare_pdf(printed, fonts.main.name),
            rounds=size.rounds,
        ),
    )


def bare_xlsx(finished: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook of the cells: formats, widths, heading, filter, and nothing checked."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        page, bold = book.add_worksheet("奖励名单"), book.add_format({"bold": True})
        for at, column in enumerate(COLUMNS):
            page.set_column(at, at, 20, book.add_format({"num_format": FORMATS[column.kind]}))
            page.write_string(0, at, column.label, bold)
        for number, row in enumerate(finished, 1):
            page.write_row(number, 0, row)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(finished), len(COLUMNS) - 1)
    return written.getvalue()


def bare_pdf(printed: Sequence[Sequence[str]], font: str) -> bytes:
    """Return a ruled table of the texts on A4, its heading on every chunk and page."""
    written = BytesIO()
    document = SimpleDocTemplate(
        written, pagesize=(PORTRAIT.width, PORTRAIT.height), initialFontName=font, invariant=1
    )
    document.addPageTemplates(PageTemplate("page", [_frame()], onPage=_number(font)))
    look = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), font, SIZE, LINE),
            ("GRID", (0, 0), (-1, -1), 0.6, "#000000"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (0, 0), (1, -1), "CENTER"),
        ]
    )
    heading, widths = [column.label for column in PRINTED], [column.points for column in PRINTED]
    document.build(
        [
            Table([heading, *printed[at : at + CHUNK]], widths, repeatRows=1, style=look)
            for at in range(0, len(printed), CHUNK)
        ]
    )
    return written.getvalue()


def _frame() -> Frame:
    page = PORTRAIT
    return Frame(page.left, page.bottom, page.text_width + 12, page.text_height, id="page")


def _number(font: str) -> Any:
    def draw(canvas: Any, _document: Any) -> None:
        canvas.setFont(font, 14)
        canvas.drawRightString(PORTRAIT.width - 88, 70, f"— {canvas.getPageNumber()} —")

    return draw


def _award(number: int) -> AwardRow:
    prize, amount = PRIZES[number % len(PRIZES)]
    return AwardRow(
        number=number,
        place=number,
        entry=f"基于视觉与声学的隧道巡检方案 {number}",
        enterprise=f"甬江第{number}智能科技有限公司",
        challenge=f"第 {number // 25 + 1} 号隧道渗漏水智能巡检",
        prize=prize,
        amount=amount,
        credit_code=f"91330200MA{number:08d}",
    )


def _finished(row: AwardRow) -> tuple[Any, ...]:
    names = (row.entry, row.enterprise, row.credit_code, row.challenge, row.prize)
    return (row.number, row.place, *names, row.amount / 100, show_capitals(row.amount))


def _printed(row: AwardRow) -> list[str]:
    names = (row.entry, row.enterprise, row.challenge, row.prize)
    return [str(row.number), str(row.place), *names, f"{row.amount / 1_000_000:.2f}"]
