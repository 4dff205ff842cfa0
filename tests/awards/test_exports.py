"""Award lists and standings as spreadsheets."""

import csv
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl

from awards.exports.award_list import award_list_csv, award_list_xlsx
from awards.exports.standings import standings_csv, standings_xlsx
from tests.awards.papers import DIGEST, HEAD, LEDGER, STANDINGS_HEAD, award, standing
from tests.contest.core.tables.hostile import NAMES


def test_an_award_list_has_numbers_as_numbers_and_codes_as_text():
    page = _open(award_list_xlsx([award(), award(2, amount=50)], HEAD))["奖励名单"]

    heading, first, second = page.iter_rows(values_only=True)

    names = ("信号协同优化", "甬行科技有限公司", "91350100M000100Y43", "路口信号协同", "一等奖")
    assert heading[:4] == ("序号", "名次", "项目", "企业")
    assert heading[4:] == ("统一社会信用代码", "榜单", "奖项", "金额（元）", "金额大写")
    assert first == (1, 1, *names, 1_000_000, "壹佰万元整")
    assert second == (2, 2, *names, 0.5, "伍角")
    assert page["H2"].number_format == "#,##0.00"


def test_the_total_and_what_proves_the_edition_stand_beside_the_list():
    notes = _open(award_list_xlsx([award(), award(2)], HEAD))["说明"]

    assert dict(notes.iter_rows(values_only=True)) == {
        "大赛": HEAD.contest,
        "发布单位": HEAD.organizer,
        "版次": "第 2 版",
        "日期": "2026-11-02",
        "合计": "200.00 万元（贰佰万元整）",
        "评审规则摘要": DIGEST,
        "操作日志链头": LEDGER,
    }


def test_no_enterprise_can_plant_a_formula_or_a_link():
    rows = [award(at, enterprise=name, entry=name) for at, name in enumerate(NAMES, 1)]

    page = _open(award_list_xlsx(rows, HEAD))["奖励名单"]

    cells = [cell for row in page.iter_rows(min_row=2, min_col=3, max_col=4) for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value.strip() for cell in cells[::2]] == [name.strip() for name in NAMES]
    assert not [cell for cell in cells if cell.hyperlink]


def test_an_award_list_as_csv_has_the_same_columns():
    rows = _lines(award_list_csv([award(enterprise="=1+1")]))

    assert rows[0][-2:] == ["金额（元）", "金额大写"]
    assert rows[1] == [
        "1",
        "1",
        "信号协同优化",
        "'=1+1",
        "91350100M000100Y43",
        "路口信号协同",
        "一等奖",
        "1000000.00",
        "壹佰万元整",
    ]


def test_standings_keep_not_scored_apart_from_zero():
    rows = [
        standing(total=Decimal(0)),
        standing(place=None, technical=None, commercial=None, total=None, remark="已撤回"),
    ]

    page = _open(standings_xlsx(rows, STANDINGS_HEAD))["评审汇总"]

    assert [cell.value for cell in page[2]][:8] == [
        1,
        "信号协同优化",
        "甬行科技有限公司",
        91.5,
        88.25,
        0,
        7,
        14,
    ]
    assert [cell.value for cell in page[3]][3:6] == [None, None, None]
    assert page["J3"].value == "已撤回"
    assert page["D2"].number_format == "0.00"


def test_standings_carry_the_rules_they_were_made_by():
    notes = _open(standings_xlsx([standing()], STANDINGS_HEAD))["说明"]

    said = dict(notes.iter_rows(values_only=True))

    assert said["维度权重"] == "技术 60%，商务 40%"
    assert said["同分处理"] == "1. 技术得分，2. 抽签"
    assert said["评审规则摘要"] == DIGEST


def test_standings_as_csv_print_scores_with_their_decimals():
    rows = _lines(standings_csv([standing(decided_by="技术得分")], STANDINGS_HEAD))

    assert rows[0][:6] == ["名次", "项目", "企业", "技术得分", "商务得分", "总分"]
    assert rows[1][3:] == ["91.50", "88.25", "90.20", "7", "14", "技术得分", ""]


def test_standings_by_challenge_say_which_challenge_a_place_is_of():
    rows = [standing(challenge="路口信号协同"), standing(challenge="隧道巡检")]
    head = replace(STANDINGS_HEAD, by_challenge=True)

    lines = _lines(standings_csv(rows, head))

    assert [line[:2] for line in lines] == [
        ["榜单", "名次"],
        ["路口信号协同", "1"],
        ["隧道巡检", "1"],
    ]


def test_the_same_list_gives_the_same_workbook():
    assert award_list_xlsx([award()], HEAD) == award_list_xlsx([award()], HEAD)


def _open(book: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(book))


def _lines(written: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(written.decode("utf-8-sig"), newline="")))
