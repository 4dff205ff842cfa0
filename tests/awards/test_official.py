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
