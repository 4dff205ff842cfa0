"""What each official document says, word for word, and that it says it the same every time.

After a wanted change: ``python -m tests.awards.test_documents_golden`` writes the texts anew; look
at them, and at the pages, before they are committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from awards.documents.fonts import MissingGlyph
from awards.documents.layout import LANDSCAPE, PORTRAIT
from awards.documents.official import Official, pdf_of
from awards.documents.prose import LEADING
from awards.documents.recusal_record import recusal_record
from awards.documents.score_slip import score_slip
from awards.documents.screening_record import screening_record
from awards.registry import DOCUMENTS
from tests.awards.papers import drawn, fonts, words
from tests.awards.samples import KEPT, RECORD, RECUSED, SAMPLES, SCREENED, SLIP, digests

GOLDEN = Path(__file__).with_name("golden")


def test_every_kind_of_document_is_written_down():
    assert set(DOCUMENTS) <= set(SAMPLES)


@pytest.mark.parametrize("key", SAMPLES)
def test_a_document_says_what_is_written_down(key):
    assert text_of(SAMPLES[key]) == (GOLDEN / f"{key}.txt").read_text()


def test_documents_are_the_same_bytes_in_another_process():
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    other = subprocess.run(
        [sys.executable, "-m", "tests.awards.samples"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )

    assert other.stdout.split() == digests()


@pytest.mark.parametrize("key", SAMPLES)
def test_nothing_stands_outside_the_margins_but_the_number(key):
    official = SAMPLES[key]
    page = LANDSCAPE if official.landscape else PORTRAIT

    for number, found in enumerate(drawn(pdf_of(official, fonts())), 1):
        inside = [one for one in found if one.top > page.bottom]
        below = "".join(one.character for one in found if one.top <= page.bottom)
        assert min(one.left for one in inside) >= page.left - 1
        assert max(one.right for one in inside) <= page.width - page.right + 1
        assert max(one.top for one in inside) <= page.height - page.top + 1
        assert below == ("" if official.framed else f"—{number}—")


@pytest.mark.parametrize("key", SAMPLES)
def test_all_fonts_are_embedded(key):
    with pikepdf.open(BytesIO(pdf_of(SAMPLES[key], fonts()))) as pdf:
        used = [font for page in pdf.pages for font in page.resources.Font.values()]

        assert used
        assert all("/FontFile2" in font.FontDescriptor for font in used)


def test_a_slip_is_one_page():
    assert len(drawn(pdf_of(score_slip(SLIP), fonts()))) == 1


def test_lines_of_a_pledge_stand_a_line_apart():
    page = drawn(pdf_of(SAMPLES["pledge"], fonts()))[0]
    bases = [one.bottom for one in page if one.character == "我"]

    lines = [(max(bases) - base) / LEADING for base in bases]
    assert len(set(map(round, lines))) >= 4
    assert lines == pytest.approx([round(line) for line in lines], abs=0.01)


def test_an_empty_record_says_so():
    text = words(pdf_of(recusal_record([], [], RECORD), fonts()))

    assert "没有需要回避的情形。" in text
    assert "没有收到回避申请。" in text
    assert "没有提交的项目。" in words(pdf_of(screening_record([], RECORD), fonts()))


def test_only_confirmed_recusals_count_as_judges_who_stand_back():
    text = words(pdf_of(recusal_record([RECUSED, RECUSED, KEPT], [], RECORD), fonts()))

    assert "共记录3件：待确认0件，回避2件，不回避1件；回避的专家1人。" in text


@pytest.mark.parametrize(
    ("official", "field"),
    [
        (score_slip(replace(SLIP, enterprise="𠮷野")), "内容"),
        (recusal_record([replace(RECUSED, judge="𠮷野")], [], RECORD), "评审专家"),
        (screening_record([replace(SCREENED, enterprise="𠮷野")], RECORD), "牵头单位"),
    ],
)
def test_a_rare_character_is_told_with_where_it_stands(official, field):
    with pytest.raises(MissingGlyph, match=rf"「{field}」中的“𠮷”（U\+20BB7）没有可用的字体"):
        pdf_of(official, fonts())


def text_of(official: Official) -> str:
    """Return the text of a document's pages, as a reader copies it out."""
    pdf = pypdfium2.PdfDocument(pdf_of(official, fonts()))
    pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]
    pdf.close()
    return "\n\f\n".join(pages) + "\n"


if __name__ == "__main__":
    for key, official in SAMPLES.items():
        (GOLDEN / f"{key}.txt").write_text(text_of(official))
