"""The printed award list: what it says, and what no name can make it say."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from awards.documents.award_list import award_list_pdf
from awards.documents.fonts import Fonts, MissingGlyph
from tests.awards.papers import HEAD, award, drawn, font_with, fonts, micro_hei, words
from tests.contest.core.tables.hostile import FORMULAS, MARKUP


def test_the_list_names_every_award_with_its_amount_in_figures_and_capitals():
    rows = [award(1), award(2, prize="二等奖", amount=60_000_050, enterprise="展翼机器人公司")]

    text = words(award_list_pdf(rows, HEAD, fonts()))

    assert "甬城开放场景创新大赛奖励名单（第2版）" in text
    assert "11信号协同优化甬行科技有限公司路口信号协同一等奖100.00壹佰万元整" in text
    assert "22信号协同优化展翼机器人公司路口信号协同二等奖60.00005陆拾万元伍角" in text
    assert "合计160.00005万元（壹佰陆拾万元伍角）" in text


def test_prizes_are_summed_by_prize_and_amount():
    rows = [award(1), award(2), award(3, prize="二等奖", amount=50_000_000)]

    text = words(award_list_pdf(rows, HEAD, fonts()))

    assert "（一）一等奖2项，每项100.00万元（壹佰万元整），小计200.00万元。" in text
    assert "（二）二等奖1项，每项50.00万元（伍拾万元整），小计50.00万元。" in text


def test_more_prizes_than_ten_are_counted_on():
    rows = [award(number, amount=number * 1_000_000) for number in range(1, 22)]

    text = words(award_list_pdf(rows, HEAD, fonts()))

    for count in ("（十）", "（十一）", "（二十）", "（二十一）"):
        assert text.count(f"{count}一等奖1项") == 1


def test_the_edition_can_be_checked_and_signed():
    text = words(award_list_pdf([award()], HEAD, fonts()))

    assert f"评审规则摘要：{HEAD.rule_sheet_digest}" in text
    assert f"操作日志链头：{HEAD.ledger_head}" in text
    assert "制表人：复核人：监督人：日期：甬城科学技术局2026年11月2日" in text


def test_the_organizer_may_word_the_beginning():
    text = words(award_list_pdf([award()], replace(HEAD, preamble="经研究<b>决定：</b>"), fonts()))

    assert "经研究<b>决定：</b>一、获奖项目" in text


def test_a_list_without_awards_says_so():
    text = words(award_list_pdf([], HEAD, fonts()))

    assert "共0项，奖励金额合计0.00万元（零元整）。" in text
    assert "合计0.00万元（零元整）二、奖项与金额" in text


@pytest.mark.parametrize("name", FORMULAS + MARKUP)
def test_a_name_is_printed_as_it_is_written(name):
    rows = [award(entry=name, enterprise=name, challenge=name, prize=name)]
    head = replace(HEAD, contest=name, organizer=name, preamble=name)

    text = words(award_list_pdf(rows, head, fonts()))

    assert text.count("".join(name.split())) >= 8


def test_a_name_cannot_hide_or_turn_round_what_it_says():
    text = words(award_list_pdf([award(enterprise="甲\u202e司公\u200b\0")], HEAD, fonts()))

    assert "甲〔U+202E〕司公〔U+200B〕〔U+0000〕" in text


def test_a_name_of_300_characters_is_printed_whole_and_within_its_column():
    long = "".join(chr(0x8600 + at) for at in range(300))

    pdf = award_list_pdf([award(entry=long)], HEAD, fonts())

    assert sorted(set(words(pdf)) & set(long)) == sorted(long)
    column = [one for page in drawn(pdf) for one in page if one.character in set(long)]
    assert max(one.right for one in column) < (28 + 22 + 34) * 72 / 25.4


def test_a_character_that_no_font_has_stops_the_print_and_is_named():
    with pytest.raises(MissingGlyph, match=r"「企业」中的“𠮷”（U\+20BB7）") as refused:
        award_list_pdf([award(enterprise="𠮷野科技")], HEAD, fonts())

    assert (refused.value.character, refused.value.field) == ("𠮷", "企业")


def test_another_font_of_the_machine_lends_a_rare_character(tmp_path):
    lender = font_with("𠮷", tmp_path / "rare.ttf")

    pdf = award_list_pdf([award(enterprise="甲𠮷乙"), award(2)], HEAD, Fonts(micro_hei(), [lender]))

    assert "甲𠮷乙" in words(pdf)
    assert "甬行科技有限公司" in words(pdf)


def test_a_long_list_repeats_its_heading_and_loses_no_row():
    rows = [award(number, entry=f"项目{number:04}号") for number in range(1, 301)]

    pdf = award_list_pdf(rows, HEAD, fonts())
    pages = ["".join(one.character for one in page) for page in drawn(pdf)]

    listing = [page for page in pages if "项目0" in page]
    assert len(listing) > 8
    assert all(page.count("序号名次项目企业榜单奖项金额（万元）") == 1 for page in listing)
    text = "".join(pages)
    places = [text.index(row.entry) for row in rows]
    assert places == sorted(places)


def test_the_same_list_gives_the_same_bytes_and_bears_its_own_day():
    rows = [award(1), award(2)]

    first, again = (award_list_pdf(rows, HEAD, fonts()) for _ in range(2))
    other = award_list_pdf(rows, replace(HEAD, dated=date(2026, 11, 3)), fonts())

    assert first == again
    assert first != other
    with pikepdf.open(BytesIO(first)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261102000000+08'00'"
        assert str(pdf.docinfo["/Title"]) == "甬城开放场景创新大赛奖励名单"
