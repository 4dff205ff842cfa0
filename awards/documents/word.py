"""Official documents as DOCX, for officials to edit: the same parts, in Word's own styles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import segno
from docx.document import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from awards.documents import word_styles as style
from awards.documents.official import (
    Body,
    Closing,
    Fields,
    Gap,
    Heading,
    NewPage,
    Official,
    Part,
    Qr,
    Signatures,
    Small,
    Subheading,
    Subtitle,
    Table,
    Title,
    Together,
)
from awards.documents.word_pages import lay_pages
from awards.documents.word_tables import add_table
from contest.core.tables import display_text

LABEL_MM, QR_MM = 38.0, 30
TEXT_MM, WIDE_MM = 156.0, 225.0
DAY_INSET = 4  # characters (GB/T 9704-2012, 7.3.5)
STYLED = {
    Title: "Title",
    Subtitle: "Subtitle",
    Heading: "Heading 1",
    Subheading: "Heading 2",
    Body: "Body Text",
    Small: style.SMALL,
}


@cache
def _blank(*, landscape: bool) -> bytes:
    """Return a document of that paper with the styles and nothing in it, made once."""
    document, written = docx.Document(), BytesIO()
    style.dress(document)
    lay_pages(document, landscape=landscape)
    document.save(written)
    return written.getvalue()


def write_docx(official: Official) -> bytes:
    """Return the document as DOCX; the same document gives the same bytes."""
    document = docx.Document(BytesIO(_blank(landscape=official.landscape)))
    _describe(document, official)
    writer = _Writer(document, WIDE_MM if official.landscape else TEXT_MM)
    writer.add_all(official.parts)
    written = BytesIO()
    document.save(written)
    return _dated(written, official)


class _Writer:
    """Adds parts at the end of a document whose text is ``width`` millimetres wide."""

    def __init__(self, document: Document, width: float) -> None:
        self._document = document
        self._width = width
        self._ways: dict[type, Callable[[Any], None]] = {
            Fields: self._fields,
            Table: self._table,
            Signatures: self._signatures,
            Qr: self._qr,
            Closing: self._closing,
            Gap: self._gap,
            NewPage: self._new_page,
            Together: self._together,
        }

    def add_all(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if named := STYLED.get(type(part)):
                self._say(part.text, named)  # type: ignore[union-attr]  # these have a text
            else:
                self._ways[type(part)](part)

    def _say(self, text: str, named: str) -> Any:
        return self._document.add_paragraph(display_text(text), style=named)

    def _fields(self, part: Fields) -> None:
        widths = (LABEL_MM, self._width - LABEL_MM)
        rows = [(label, value) for label, value in part.rows]
        add_table(self._document, rows, widths=widths, left=(False, True), heading=())

    def _table(self, part: Table) -> None:
        add_table(
            self._document,
            part.rows,
            widths=[column.width for column in part.columns],
            left=[column.align == "left" for column in part.columns],
            heading=[column.label for column in part.columns] if part.headed else (),
        )

    def _signatures(self, part: Signatures) -> None:
        """Add labels with rules after them, drawn by tabs whose leader is a line."""
        step = self._width / part.abreast
        for at in range(0, len(part.labels), part.abreast):
            labels = [f"{display_text(label)}：" for label in part.labels[at : at + part.abreast]]
            line = self._document.add_paragraph(style=style.SIGNED)
            for number, label in enumerate(labels, 1):
                _stop(line, number * step - 4, leader=True)
                _stop(line, number * step, leader=False)
                line.add_run(label + ("\t\t" if number < len(labels) else "\t"))

    def _qr(self, part: Qr) -> None:
        picture = BytesIO()
        segno.make(part.text, error="m", micro=False).save(picture, kind="png", scale=8)
        picture.seek(0)
        line = self._document.add_paragraph()
        line.paragraph_format.line_spacing = 1.0
        line.add_run().add_picture(picture, width=Mm(QR_MM))
        self._say(part.caption, style.SMALL)

    def _closing(self, part: Closing) -> None:
        day = f"{part.day.year}年{part.day.month}月{part.day.day}日"
        issuer = self._say(part.issuer, style.ISSUER)
        wider = (_characters(display_text(part.issuer)) - _characters(day)) / 2
        issuer.paragraph_format.right_indent = Pt(16 * max(0.0, DAY_INSET - wider))
        issuer.paragraph_format.keep_with_next = True
        self._say(day, style.DAY)

    def _gap(self, part: Gap) -> None:
        line = self._document.add_paragraph()
        if part.lines != 1:
            line.paragraph_format.line_spacing = Pt(part.lines * style.PITCH / style.TWIPS)

    def _new_page(self, _part: NewPage) -> None:
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _together(self, part: Together) -> None:
        """Keep each paragraph with the next, tables' too: Word then moves all to one page."""
        body = self._document.element.body
        before = len(body)
        self.add_all(part.parts)
        paragraphs = [p for element in body[before - 1 : -1] for p in _paragraphs(element)]
        for paragraph in paragraphs[:-1]:
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _paragraphs(element: Any) -> list[Any]:
    return [element] if element.tag == qn("w:p") else list(element.iter(qn("w:p")))


def _stop(line: Any, millimetres: float, *, leader: bool) -> None:
    drawn = WD_TAB_LEADER.LINES if leader else WD_TAB_LEADER.SPACES
    line.paragraph_format.tab_stops.add_tab_stop(Mm(millimetres), WD_TAB_ALIGNMENT.LEFT, drawn)


def _characters(text: str) -> float:
    """Return the width in Chinese characters; a Latin letter or figure is half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _describe(document: Document, official: Official) -> None:
    """Say title, issuer and day; nothing of the machine or the moment."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = official.title, official.issuer, ""
    about.language, about.comments, about.revision = "zh-CN", "", 1
    day = official.dated
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)


def _dated(written: BytesIO, official: Official) -> bytes:
    """Return the file with the document's day on all its members, instead of the clock's."""
    day, again = official.dated, BytesIO()
    with ZipFile(written) as made, ZipFile(again, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            member = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            kept.writestr(member, made.read(name), ZIP_DEFLATED)
    return again.getvalue()
