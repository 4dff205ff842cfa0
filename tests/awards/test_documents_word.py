"""Documents to edit: what Word is told of pages and styles, read back from the files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from awards.documents import official as doc
from awards.documents.official import docx_of
from awards.documents.sheet import GridColumn
from tests.awards.samples import EDITED, PLEDGE, SAMPLES
from tests.awards.test_official import EVERYTHING

DAY = date(2026, 9, 2)
ALL = doc.Official("公示", "获奖公示", EVERYTHING, "宁波市经济和信息化局", DAY)


def opened(official=ALL):
    return docx.Document(BytesIO(docx_of(official)))


def the(document, text):
    return next(each for each in document.paragraphs if text in each.text)


def fonts_of(document, style):
    return document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))


@pytest.mark.parametrize("key", EDITED)
def test_every_sample_opens_with_all_its_words(key):
    document = opened(SAMPLES[key])

    texts = [each.text for each in document.element.body.iter(qn("w:t"))]
    for part in SAMPLES[key].parts:
        if isinstance(part, doc.Title | doc.Body | doc.Heading):
            assert part.text in texts


def test_the_page_has_the_margins_of_the_standard():
    page = opened().sections[0]

    sides = (page.top_margin, page.left_margin, page.bottom_margin, page.right_margin)
    assert [round(side.mm) for side in sides] == [37, 28, 35, 26]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_a_turned_page_turns_its_margins():
    page = opened(replace(ALL, landscape=True)).sections[0]

    sides = (page.top_margin, page.right_margin, page.bottom_margin, page.left_margin)
    assert [round(side.mm) for side in sides] == [28, 37, 26, 35]
    assert page.page_width > page.page_height


def test_the_grid_has_22_lines_of_28_characters():
    section = opened().sections[0]
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    closer = opened().styles["Body Text"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    character = 16 + int(closer) / 20

    height, width = 297 - 37 - 35, 210 - 28 - 26
    assert height * 72 / 25.4 // pitch == 22
    assert width * 72 / 25.4 // character == 28


def test_the_lines_of_tables_do_not_keep_to_the_grid():
    styles = opened().styles

    snaps = {s: styles[s].element.pPr.find(qn("w:snapToGrid")) for s in ("Body Text", "公文表格")}
    assert {name: snap.get(qn("w:val")) for name, snap in snaps.items()} == {
        "Body Text": "1",
        "公文表格": "0",
    }


@pytest.mark.parametrize(
    ("text", "style", "font", "size"),
    [
        ("获奖公示", "Title", "方正小标宋简体", 22),
        ("监督电话", "Heading 1", "黑体", 16),
        ("（一）轨道交通", "Heading 2", "楷体_GB2312", 16),
        ("现将拟奖励名单予以公示。", "Body Text", "仿宋_GB2312", 16),
    ],
)
def test_texts_have_styles_and_no_look_of_their_own(text, style, font, size):
    document = opened()
    said = the(document, text)

    assert said.style.name == style
    assert fonts_of(document, style) == font
    assert document.styles[style].font.size.pt == size
    assert all(run._r.rPr is None for run in said.runs)


def test_word_counts_the_headings():
    document = opened()
    numbered = document.styles["Heading 1"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    (level,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId={numbered}]/w:lvl")

    assert level.find(qn("w:numFmt")).get(qn("w:val")) == "chineseCounting"
    assert level.find(qn("w:lvlText")).get(qn("w:val")) == "%1、"


def test_odd_numbers_stand_right_and_even_ones_left():
    document = opened()
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer

    assert document.settings.odd_and_even_pages_header_footer
    assert [one.paragraphs[0].style.name for one in (odd, even)] == ["公文单页码", "公文双页码"]
    assert odd.paragraphs[0].text.replace("1", "") == "—  —"
    assert " PAGE " in [t.text for t in odd.paragraphs[0]._p.iter(qn("w:instrText"))]
    assert document.styles["公文单页码"].font.size.pt == 14


def test_tables_repeat_their_heading_and_keep_their_rows_whole():
    row = opened().tables[0].rows[0]

    assert row._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [cell.text for cell in row.cells] == ["项目", "金额"]


def test_the_day_ends_four_characters_in():
    document = opened()

    assert document.paragraphs[-1].text == "2026年9月2日"
    assert document.styles["公文成文日期"].paragraph_format.right_indent.pt == 4 * 16


def test_signatures_stay_on_one_page_with_what_follows():
    signed = the(opened(SAMPLES["pledge"]), "承诺人")
    before = the(opened(SAMPLES["pledge"]), PLEDGE.articles[-1])

    assert signed._p.pPr.keepNext is None
    assert before._p.pPr.keepNext is not None


def test_a_name_is_text_whatever_it_says():
    rows = [("<w:p/>&amp;\0", ("甲", "乙"))]
    parts = (doc.Table([GridColumn("一", 50), GridColumn("二", 50, "left")], rows),)

    table = opened(replace(ALL, parts=parts)).tables[0]

    assert table.rows[1].cells[0].text == "<w:p/>&amp;〔U+0000〕"
    assert table.rows[1].cells[1].text == "甲\n乙"


def test_the_file_bears_the_documents_day_and_nothing_of_the_machine():
    about = opened().core_properties
    with ZipFile(BytesIO(docx_of(ALL))) as made:
        days = {member.date_time[:3] for member in made.infolist()}

    assert days == {(2026, 9, 2)}
    assert (about.created.date(), about.author, about.title) == (
        DAY,
        "宁波市经济和信息化局",
        "获奖公示",
    )
