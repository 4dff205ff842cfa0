"""The page of GB/T 9704-2012, measured on what was printed."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from awards.documents.award_list import award_list_pdf
from awards.documents.layout import LANDSCAPE, PORTRAIT, Page, Paper, official_pdf
from awards.documents.prose import BODY, Prose
from awards.documents.standings_sheet import standings_pdf
from tests.awards.papers import HEAD, STANDINGS_HEAD, Drawn, award, drawn, fonts, standing

MM = 72 / 25.4
LONG = "场景与机会清单" * 30


def _award_list() -> bytes:
    return award_list_pdf([award()], HEAD, fonts())


def _standings() -> bytes:
    return standings_pdf([standing()], STANDINGS_HEAD, fonts())


def test_the_portrait_block_is_156_by_225_mm_in_its_margins():
    assert PORTRAIT.left / MM == pytest.approx(28)
    assert PORTRAIT.top / MM == pytest.approx(37)
    assert PORTRAIT.text_width / MM == pytest.approx(156, abs=0.01)
    assert PORTRAIT.text_height / MM == pytest.approx(225, abs=0.01)


def test_a_turned_page_keeps_the_same_block():
    assert LANDSCAPE.text_width == pytest.approx(PORTRAIT.text_height)
    assert LANDSCAPE.text_height == pytest.approx(PORTRAIT.text_width)


def test_a_page_holds_22_lines_of_28_characters():
    pdf = _pages_of("国" * (28 * 22 - 2 + 29))

    first, second = ([one for one in page if one.character == "国"] for page in drawn(pdf))

    assert (len(first), len(second)) == (28 * 22 - 2, 29)
    assert len({round(one.bottom) for one in first}) == 22


def test_no_line_goes_over_to_a_page_by_itself():
    pdf = _pages_of("国" * (28 * 22 - 2 + 1))

    first, second = ([one for one in page if one.character == "国"] for page in drawn(pdf))

    assert (len(first), len(second)) == (28 * 21 - 2, 29)


def test_no_text_of_a_list_leaves_the_block_however_long_the_names():
    rows = [award(n, entry=LONG, enterprise=LONG, challenge=LONG) for n in range(1, 9)]
    head = replace(HEAD, contest=LONG, organizer=LONG, preamble=LONG * 9 + "A" * 900)

    pdf = award_list_pdf(rows, head, fonts())

    assert _outside(pdf, PORTRAIT) == []


def test_no_text_of_a_sheet_leaves_the_block_however_long_the_names():
    rows = [standing(entry=LONG, enterprise=LONG, remark=LONG)] * 9
    head = replace(STANDINGS_HEAD, challenge=LONG, judges=(LONG,) * 40)

    pdf = standings_pdf(rows, head, fonts())

    assert _outside(pdf, LANDSCAPE) == []


def test_page_numbers_stand_outside_with_dashes_odd_right_even_left():
    first, second, *_ = drawn(_pages_of("国" * 2000))

    odd, even = ([one for one in page if one.top < PORTRAIT.bottom] for page in (first, second))

    assert "".join(one.character for one in odd) == "—1—"
    assert "".join(one.character for one in even) == "—2—"
    assert max(one.right for one in odd) == pytest.approx(
        PORTRAIT.width - PORTRAIT.right - 14, abs=1
    )
    assert min(one.left for one in even) == pytest.approx(PORTRAIT.left + 14, abs=1)


def test_title_body_and_table_have_their_type_sizes():
    sizes: dict[str, float] = {}

    def visit(text, _matrix, _place, _font, size):
        sizes.setdefault(text.strip(), size)

    reader = PdfReader(
        BytesIO(award_list_pdf([award()], replace(HEAD, preamble="经研究。"), fonts()))
    )
    for page in reader.pages:
        page.extract_text(visitor_text=visit)

    assert sizes["奖励名单"] == 22
    assert sizes["经研究。"] == 16
    assert sizes["一、获奖项目"] == 16
    assert sizes["信号协同优化"] == 10.5
    assert sizes["— 1 —"] == 14


@pytest.mark.parametrize("print_one", [_award_list, _standings])
def test_every_font_is_embedded_and_cut_to_what_is_used(print_one):
    pdf = print_one()

    with pikepdf.open(BytesIO(pdf)) as opened:
        used = [o for o in opened.objects if _is(o, "/Font")]
        names = [str(font.BaseFont) for font in used]

        assert names
        assert all("/FontFile2" in font.FontDescriptor for font in used)
        assert all(name[7] == "+" for name in names)
    assert b"Helvetica" not in pdf
    assert len(pdf) < 200_000


def _outside(pdf: bytes, page: Page) -> list[Drawn]:
    """Return what stands outside the text block, page numbers excepted."""
    block = [one for number in drawn(pdf) for one in number if one.top > page.bottom]
    assert len(block) > len(LONG)
    right, top = page.width - page.right + 1, page.height - page.top + 1
    return [
        one
        for one in block
        if not page.left - 1 <= one.left <= one.right <= right
        or not page.bottom - 1 <= one.bottom <= one.top <= top
    ]


def _is(thing: pikepdf.Object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def _pages_of(text: str) -> bytes:
    paper = Paper(PORTRAIT, title="试页", author="甬城", dated=date(2026, 11, 2))
    return official_pdf([Prose(text, BODY, fonts=fonts(), field="正文")], paper, fonts())
