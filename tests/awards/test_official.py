"""The engine of official documents: parts become pages."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from awards.documents import official as doc
from awards.documents.fonts import find_fonts
from awards.documents.sheet import GridColumn

DAY = date(2026, 9, 2)
EVERYTHING = (
    doc.Title("获奖公示"),
    doc.Subtitle("（第 1 号）"),
    doc.Gap(),
    doc.Body("现将拟奖励名单予以公示。"),
    doc.Heading("名单"),
    doc.Subheading("（一）轨道交通"),
    doc.Table([GridColumn("项目", 80, "left"), GridColumn("金额", 40)], [("方案一", "100")]),
    doc.Heading("监督电话"),
    doc.Fields([("电话", "0574-8700000")]),
    doc.Qr("https://example.org/verify", "扫描核验"),
    doc.NewPage(),
    doc.Together([doc.Signatures(["制表人", "监督人"]), doc.Small("附注")]),
    doc.Closing("宁波市经济和信息化局", DAY),
)


@pytest.fixture
def made():
    def make(*, landscape: bool = False) -> bytes:
        told = doc.Official("公示", "获奖公示", EVERYTHING, "经信局", DAY, landscape)
        return doc.pdf_of(told, find_fonts(None))

    return make


def test_every_part_is_set(made):
    pages = [page.extract_text().replace("\n", "") for page in PdfReader(BytesIO(made())).pages]

    assert len(pages) == 2
    for text in ("获奖公示", "一、名单", "（一）轨道交通", "方案一", "二、监督电话", "扫描核验"):
        assert text in pages[0]
    for text in ("制表人：", "附注", "宁波市经济和信息化局", "2026年9月2日"):
        assert text in pages[1]


def test_a_document_made_twice_is_the_same(made):
    assert made() == made()


def test_a_wide_document_turns_the_page(made):
    box = PdfReader(BytesIO(made(landscape=True))).pages[0].mediabox

    assert box.width > box.height


def test_what_belongs_together_needs_no_page_of_its_own_for_a_part_that_does():
    inner = doc.Together([doc.Signatures(["监督人"]), doc.Closing("经信局", DAY)])
    parts = (doc.Body("现将名单予以公示。"), doc.Together([doc.Heading("签字"), inner]))
    told = doc.Official("公示", "公示", parts, "经信局", DAY)

    assert len(PdfReader(BytesIO(doc.pdf_of(told, find_fonts(None)))).pages) == 1


def test_what_belongs_together_goes_to_the_next_page_as_one():
    lines = [doc.Body(f"第 {number} 行") for number in range(1, 21)]
    signed = doc.Together([doc.Signatures(["监督人"]), doc.Closing("经信局", DAY)])
    told = doc.Official("公示", "公示", (*lines, doc.Together([signed])), "经信局", DAY)

    first, second = PdfReader(BytesIO(doc.pdf_of(told, find_fonts(None)))).pages
    assert "监督人" not in first.extract_text()
    assert "监督人" in second.extract_text()
    assert "经信局" in second.extract_text()
