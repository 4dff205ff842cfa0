"""Which fonts print, and what happens where one is missing."""

from pathlib import Path

import pytest

from awards.documents import fonts as module
from awards.documents.fonts import Fonts, MissingGlyph, NoFont, find_fonts
from tests.awards.papers import font_with, micro_hei


def test_this_machine_has_a_chinese_font_without_any_setting():
    found = find_fonts()

    assert found.runs("合计叁佰贰拾万元整", field="金额") == [
        (found.main.name, "合计叁佰贰拾万元整")
    ]


def test_the_chosen_font_prints_and_the_others_lend(tmp_path):
    chosen = font_with("甲", tmp_path / "chosen.ttf")

    found = find_fonts(str(chosen))

    assert found.main.name.startswith("chosen-")
    assert [text for _, text in found.runs("甲乙丙甲", field="企业")] == ["甲", "乙丙", "甲"]


@pytest.mark.parametrize("content", [None, b"", b"no font", b"\0\1\0\0broken"])
def test_a_chosen_file_that_is_no_usable_font_is_refused(tmp_path, content):
    chosen = tmp_path / "broken.ttf"
    if content is not None:
        chosen.write_bytes(content)

    with pytest.raises(NoFont, match="无法嵌入"):
        find_fonts(str(chosen))


def test_a_machine_without_any_font_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "FOLDERS", (Path("/nowhere"),))
    monkeypatch.setattr(module, "find_spec", lambda _name: None)

    with pytest.raises(NoFont, match="fonts-wqy-zenhei"):
        find_fonts.__wrapped__()


def test_a_spare_that_is_broken_is_passed_over(tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0")
    lender = font_with("𠮷", tmp_path / "lender.ttf")

    found = Fonts(micro_hei(), [broken, lender])

    assert [text for _, text in found.runs("甲𠮷", field="企业")] == ["甲", "𠮷"]


def test_a_missing_character_is_refused_each_time():
    found = Fonts(micro_hei())

    for _ in range(2):
        with pytest.raises(MissingGlyph, match="「项目」"):
            found.width("甲𠮷", 16, field="项目")


def test_a_width_is_the_sum_over_all_fonts(tmp_path):
    found = Fonts(micro_hei(), [font_with("𠮷", tmp_path / "wide.ttf")])

    assert found.width("甲𠮷", 10, field="项目") == pytest.approx(20)
