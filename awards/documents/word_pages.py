"""The page of GB/T 9704-2012 in Word: A4, margins, the grid of lines, and page numbers."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from awards.documents.word_styles import NUMBER_EVEN, NUMBER_ODD, PITCH

TOP, RIGHT, BOTTOM, LEFT = 37, 26, 35, 28
NUMBER_FOOT = 35 - 7 - 10  # millimetres from the paper's edge to the foot of the page number


def lay_pages(document: Document, *, landscape: bool) -> None:
    """Set paper, margins and page numbers; a turned page takes its margins along."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    margins = (TOP, RIGHT, BOTTOM, LEFT)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        margins = (LEFT, TOP, RIGHT, BOTTOM)
    top, right, bottom, left = map(Mm, margins)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Mm(NUMBER_FOOT if not landscape else 10)
    element = section._sectPr  # noqa: SLF001 -- python-docx has no word for the grid
    for old in element.findall(qn("w:docGrid")):
        element.remove(old)
    element.append(_grid())
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, NUMBER_ODD)
    _number(section.even_page_footer, NUMBER_EVEN)


def _grid() -> Any:
    return parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{PITCH}"/>')


def _number(footer: Any, style: str) -> None:
    """Write ``— 1 —`` with Word's own field for the number."""
    line = footer.paragraphs[0]
    line.style = style
    line.add_run("— ")
    run = line.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("t", "1"), ("end", "")):
        run._r.append(_piece(kind, text))  # noqa: SLF001 -- nor for fields
    line.add_run(" —")


def _piece(kind: str, text: str) -> Any:
    if text:
        piece = OxmlElement("w:t" if kind else "w:instrText")
        piece.set(qn("xml:space"), "preserve")
        piece.text = text
        return piece
    piece = OxmlElement("w:fldChar")
    piece.set(qn("w:fldCharType"), kind)
    return piece
