"""The demo's papers are real PDFs, the same at every call."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import mpl_font
import pikepdf
import pypdfium2
import pytest

from contest.core.filecheck import check_file
from contest.demo.challenges import BY_KEY as CHALLENGE
from contest.demo.entries import BY_KEY, ENTRIES, Entry
from contest.demo.organisations import ORGANISATIONS
from contest.demo.papers import FILE_NAMES, papers
from contest.demo.papers.face import Overflow, Sheet
from contest.demo.papers.pledge import pledge
from contest.demo.papers.wrapping import wrap

FONT = Path(mpl_font.__file__).parent / "fonts" / "wqy" / "wqy-microhei.ttc"
ENTRY = BY_KEY["metro-lanshu"]
PAGES = {"proposal": 4, "slides": 4, "licence": 1, "pledge": 1}


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return papers(ENTRY, font=FONT)


def test_an_entry_has_its_four_papers(drawn):
    pages = {kind: len(pypdfium2.PdfDocument(pdf)) for kind, pdf in drawn.items()}

    assert pages == PAGES
    assert list(FILE_NAMES) == list(PAGES)


@pytest.mark.parametrize("kind", PAGES)
def test_every_face_is_embedded(drawn, kind: str):
    with pikepdf.open(BytesIO(drawn[kind])) as pdf:
        faces = [f for page in pdf.pages for f in page.resources.Font.values()]
        bare = [str(f.BaseFont) for f in faces if "/FontFile2" not in f.get("/FontDescriptor", {})]

    assert faces
    assert bare == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.key)
def test_every_entry_fits_its_pages_and_keeps_small(entry: Entry):
    sizes = {kind: len(pdf) for kind, pdf in papers(entry, font=FONT).items()}

    assert [kind for kind, size in sizes.items() if size > 100_000] == []


@pytest.mark.parametrize("kind", PAGES)
def test_the_product_itself_accepts_every_paper(drawn, tmp_path: Path, kind: str):
    path = tmp_path / FILE_NAMES[kind]
    path.write_bytes(drawn[kind])

    checked = check_file(path, name=FILE_NAMES[kind], kinds=["pdf"], limit_bytes=1_000_000)

    assert checked.pages == PAGES[kind]


def test_the_words_of_the_entry_can_be_read_from_its_proposal(drawn):
    text = _text(drawn["proposal"])

    for part in (ENTRY.title, ENTRY.understanding, ENTRY.solution, ENTRY.originality):
        assert _squeezed(part) in text
    for indicator in CHALLENGE["metro"].indicators:
        assert _squeezed(indicator.name) in text
        assert _squeezed(f"{indicator.comparator} {indicator.target} {indicator.unit}") in text


def test_licence_and_pledge_name_the_enterprise_and_say_that_they_are_samples(drawn):
    enterprise = ORGANISATIONS[ENTRY.enterprise]

    assert enterprise.code in _text(drawn["licence"])
    assert "演示样张" in _text(drawn["licence"])
    assert enterprise.name in _text(drawn["pledge"])
    assert "印章与签名均为虚构" in _text(drawn["pledge"])


def test_only_the_entry_refused_for_it_has_no_seal():
    bare = [e.key for e in ENTRIES if "演示专用章" not in _text(pledge(e, font=FONT))]

    assert bare == ["university-zhixu"]
    assert BY_KEY["university-zhixu"].status == "refused"


def test_another_process_draws_the_same_bytes(drawn):
    program = (
        "import sys; from pathlib import Path; from hashlib import sha256\n"
        "from contest.demo.entries import BY_KEY; from contest.demo.papers import papers\n"
        "drawn = papers(BY_KEY['metro-lanshu'], font=Path(sys.argv[1]))\n"
        "print(*(sha256(pdf).hexdigest() for pdf in drawn.values()))"
    )

    there = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", program, str(FONT)], check=True, capture_output=True, text=True
    )

    assert there.stdout.split() == [sha256(pdf).hexdigest() for pdf in drawn.values()]


def test_a_text_too_long_for_its_page_is_refused():
    sheet = Sheet(FONT, title="", size=(200, 200))

    with pytest.raises(Overflow):
        sheet.block(20, 180, "揭榜" * 200, width=160, size=12)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("渗漏识别，准确率高。", ["渗漏识", "别，准", "确率", "高。"]),
        ("约 6,200 条记录", ["约", "6,200", "条记录"]),
        ("他说“可以”然后", ["他说", "“可", "以”然", "后"]),
        ("", []),
    ],
)
def test_lines_break_neither_inside_a_number_nor_before_a_stop(text: str, lines: list[str]):
    assert list(wrap(text, width=3, measure=_width)) == lines


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in text)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return _squeezed("".join(page.get_textpage().get_text_range() for page in document))


def _squeezed(text: str) -> str:
    return "".join(text.split())
