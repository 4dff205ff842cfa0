"""The styles of an official document in Word: GB/T 9704-2012 in the fonts officials have.

Word's own styles are used where there are some, so that its outline, its styles pane and its
numbering work; texts carry no formatting of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

SONG, FANG = "方正小标宋简体", "仿宋_GB2312"
HEI, KAI = "黑体", "楷体_GB2312"
TWIPS = 20  # a point
PITCH = 579  # twips: 22 lines in 225 mm (GB/T 9704-2012, 5.2.3)
# Twips between characters: 28 in 156 mm where the font has 16 pt (GB/T 9704-2012, 5.2.3). A grid
# of characters would be drawn differently by each word processor, and in tables too.
BODY_SIZE, CLOSER = 16, -5
NUMBERING = 20  # above those of the blank document

TABLE = "公文表格"
TABLE_LEFT = "公文表格左"
ISSUER = "公文发文机关"
DAY = "公文成文日期"
SIGNED = "公文签字"
SMALL = "公文附注"
NUMBER_ODD, NUMBER_EVEN = "公文单页码", "公文双页码"
# What Word takes for granted, and what our tables are ruled by.
OTHERS = ("Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Header", "Footer")


@dataclass(frozen=True, slots=True)
class Look:
    """A style: font, size in points, line pitch in points, and its place.

    ``indent`` and ``inset`` (from the right) are in characters.
    """

    font: str = FANG
    size: float = 16
    pitch: float = PITCH / TWIPS
    align: str = "both"
    indent: int = 0
    left: int = 0
    inset: int = 0
    keeps: bool = False
    level: int | None = None


STYLES = {
    "Normal": Look(),
    "Title": Look(SONG, 22, 36, "center", keeps=True),
    "Subtitle": Look(FANG, 16, align="center", keeps=True),
    "Heading 1": Look(HEI, indent=2, keeps=True, level=0),
    "Heading 2": Look(KAI, indent=2, keeps=True, level=1),
    "Body Text": Look(indent=2),
    SMALL: Look(size=10.5, pitch=16),
    TABLE: Look(size=10.5, pitch=16, align="center"),
    TABLE_LEFT: Look(size=10.5, pitch=16, align="left"),
    SIGNED: Look(size=14, pitch=34, align="left"),
    ISSUER: Look(align="right"),
    DAY: Look(align="right", inset=4),
    NUMBER_ODD: Look(size=14, align="right", inset=1),
    NUMBER_EVEN: Look(size=14, align="left", left=1),
}


def dress(document: Document) -> None:
    """Give a blank document the styles, and headings their numbers 一、二、…"""
    _default(document)
    for name, look in STYLES.items():
        _style(document, name, look)
    _number_headings(document)
    _undress(document)


def _default(document: Document) -> None:
    """Leave nothing to the theme, whose fonts have no Chinese, and call the text Chinese."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for kind, child in (("w:rPrDefault", _type(Look())), ("w:pPrDefault", None)):
        found = defaults.find(qn(kind))
        for inner in list(found):
            found.remove(inner)
        if child is not None:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), "zh-CN")
            language.set(qn("w:eastAsia"), "zh-CN")
            child.append(language)
            found.append(child)


def _undress(document: Document) -> None:
    """Take away the blank document's other styles: each paragraph would look through them."""
    every = {style.style_id: style for style in document.styles}
    kept = {key for key, style in every.items() if style.name in STYLES or style.name in OTHERS}
    for key, style in every.items():
        if key not in kept:
            document.styles.element.remove(style.element)
    for tag in ("w:basedOn", "w:next", "w:link"):
        for named in list(document.styles.element.iter(qn(tag))):
            if named.get(qn("w:val")) not in kept:
                named.getparent().remove(named)


def _style(document: Document, name: str, look: Look) -> None:
    known = [style.name for style in document.styles]
    if name not in known:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        made.quick_style = True
    element = document.styles[name].element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    element.append(_place(look))
    element.append(_type(look))


def _type(look: Look) -> Any:
    size = round(look.size * 2)
    closer = CLOSER if look.size == BODY_SIZE else 0
    return parse_xml(
        f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" '
        f'w:eastAsia="{look.font}" w:cs="{look.font}"/><w:b w:val="0"/><w:i w:val="0"/>'
        f'<w:color w:val="000000"/><w:spacing w:val="{closer}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _place(look: Look) -> Any:
    size = look.size * TWIPS
    inset, indent, left = (round(n * size) for n in (look.inset, look.indent, look.left))
    keeps = "<w:keepNext/><w:keepLines/>" if look.keeps else ""
    numbered = f'<w:numPr><w:numId w:val="{NUMBERING}"/></w:numPr>' if look.level == 0 else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    return parse_xml(
        f'<w:pPr {nsdecls("w")}>{keeps}<w:widowControl w:val="0"/>{numbered}'
        f'<w:snapToGrid w:val="{int(look.pitch == PITCH / TWIPS)}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(look.pitch * TWIPS)}" '
        f'w:lineRule="exact"/><w:ind w:left="{left}" w:right="{inset}" '
        f'w:rightChars="{look.inset * 100}" w:firstLine="{indent}" '
        f'w:firstLineChars="{look.indent * 100}"/>'
        f'<w:jc w:val="{look.align}"/>{level}</w:pPr>'
    )


def _number_headings(document: Document) -> None:
    numbering = document.part.numbering_part.element
    heading = document.styles["Heading 1"].style_id
    level = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING}">'
        f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="chineseCounting"/><w:pStyle w:val="{heading}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="640" w:firstLineChars="200"/></w:pPr>'
        f"</w:lvl></w:abstractNum>"
    )
    number = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{NUMBERING}">'
        f'<w:abstractNumId w:val="{NUMBERING}"/></w:num>'
    )
    first = numbering.find(qn("w:num"))
    first.addprevious(level)
    numbering.append(number)
