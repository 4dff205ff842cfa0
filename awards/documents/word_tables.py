"""Ruled tables in Word: fixed columns, a heading that repeats, rows that do not break.

Written as XML: python-docx looks for each cell anew, which takes minutes for ten thousand rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from awards.documents.sheet import Text
from awards.documents.word_styles import TABLE, TABLE_LEFT
from contest.core.tables import display_text

TWIPS_MM = 1440 / 25.4
# Room inside the rules of a cell: a millimetre at the sides, less above and below.
_SIDES = {"top": 30, "left": 57, "bottom": 30, "right": 57}
_MARGINS = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in _SIDES.items())


def add_table(
    document: Document,
    rows: Sequence[Sequence[Text]],
    *,
    widths: Sequence[float],
    left: Sequence[bool],
    heading: Sequence[str],
) -> None:
    """Add a table at the end; widths in millimetres, ``left`` where a column is not centred."""
    twips = [round(width * TWIPS_MM) for width in widths]
    centred, flush = (document.styles[name].style_id for name in (TABLE, TABLE_LEFT))
    styles = [flush if at_left else centred for at_left in left]
    head = tuple(tuple(label.split("\n")) for label in heading)
    written = [_row(head, twips, [centred] * len(twips), repeats=True)] if heading else []
    written += [_row(row, twips, styles) for row in rows]
    ruled = document.styles["Table Grid"].style_id
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{ruled}"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(written)}</w:tbl>"
    )
    document.element.body.insert_element_before(table, "w:sectPr")


def _row(
    cells: Sequence[Text], twips: Sequence[int], styles: Sequence[str], *, repeats: bool = False
) -> str:
    heading = "<w:tblHeader/>" if repeats else ""
    inside = "".join(_cell(*each) for each in zip(cells, twips, styles, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{inside}</w:tr>"


def _cell(text: Text, width: int, style: str) -> str:
    lines = (text,) if isinstance(text, str) else text
    said = "".join(_paragraph(line, style) for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{said}</w:tc>"
    )


def _paragraph(text: str, style: str) -> str:
    said = escape(display_text(text))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'
    )
