"""The certificate on paper: one framed page whatever it is called, the same bytes every time."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from awards.documents.certificates import certificate
from awards.documents.fonts import find_fonts
from awards.documents.official import pdf_of

TOLD = {
    "certificate": "2026-0001",
    "issuer": "宁波市科技局（演示）",
    "contest": "2026 宁波市场景大赛",
    "challenge": "轨道交通隧道渗漏水智能巡检",
    "entry": "基于激光雷达的隧道病害快速巡检机器人",
    "enterprise": "甬江智能装备（宁波）有限公司",
    "prize": "一等奖",
    "issued_on": "2026-09-02",
}
ADDRESS = "https://jiebang.example.org/certificates/0123456789abcdef"


def made(**changed) -> bytes:
    told = certificate(TOLD | changed, code="0123456789abcdef", address=ADDRESS)
    return pdf_of(told, find_fonts(None))


def test_it_says_to_whom_for_what_and_by_whom():
    (page,) = PdfReader(BytesIO(made())).pages
    text = page.extract_text().replace("\n", "")

    for told in ("获\u3000奖\u3000证\u3000书", TOLD["entry"], "荣获一等奖", "2026年9月2日"):
        assert told in text
    assert "核验码：0123 4567 89ab cdef" in text
    assert "获奖不构成合同" in text
    assert "— 1 —" not in text


def test_it_is_wide_and_the_same_when_made_twice():
    box = PdfReader(BytesIO(made())).pages[0].mediabox

    assert box.width > box.height
    assert made() == made()


@pytest.mark.parametrize("length", [1, 60, 120])
def test_long_names_stay_on_one_page(length):
    page = made(entry="长" * length, challenge="榜" * length, issuer="局" * 30)

    assert len(PdfReader(BytesIO(page)).pages) == 1
