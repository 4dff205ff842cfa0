"""Tables written as xlsx and csv, opened again and looked into."""

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from contest.core.tables import Column, table_csv, table_xlsx
from tests.contest.core.tables.hostile import FORMULAS, NAMES

NAME = Column("name", "企业")
EACH_KIND = (
    NAME,
    Column("place", "名次", "int"),
    Column("score", "得分", "decimal", places=2),
    Column("amount", "金额（元）", "money"),
    Column("day", "日期", "date"),
    Column("at", "时间", "datetime"),
)
ROW = {
    "name": "甲",
    "place": 1,
    "score": Decimal("87.125"),
    "amount": 100_000_050,
    "day": date(2026, 11, 22),
    "at": datetime(2026, 11, 22, 16, 30, 5, tzinfo=UTC),
}
BLANK = dict.fromkeys(ROW)


def test_each_cell_has_its_type_and_format():
    page = _open(table_xlsx(EACH_KIND, [ROW])).active

    cells = page[2]

    assert [c.data_type for c in cells] == ["s", "n", "n", "n", "d", "d"]
    assert [c.value for c in cells] == [
        "甲",
        1,
        87.125,
        1_000_000.5,
        datetime.fromisoformat("2026-11-22"),
        datetime.fromisoformat("2026-11-23 00:30:05"),
    ]
    assert [c.number_format for c in cells] == [
        "@",
        "0",
        "0.00",
        "#,##0.00",
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm:ss",
    ]


def test_an_empty_cell_is_empty_and_zero_is_zero():
    page = _open(table_xlsx(EACH_KIND, [BLANK, ROW | {"place": 0, "score": Decimal(0)}])).active

    assert {cell.value for cell in page[2]} == {None}
    assert [cell.value for cell in page[3]][1:3] == [0, 0]


def test_no_name_becomes_a_formula_or_a_link_in_a_workbook():
    book = table_xlsx([NAME], [{"name": name} for name in NAMES])

    cells = [row[0] for row in _open(book).active.iter_rows(min_row=2)]
    parts = ZipFile(BytesIO(book))

    assert [cell.data_type for cell in cells] == ["s"] * len(NAMES)
    assert [cell.value.strip() for cell in cells] == [name.strip() for name in NAMES]
    assert [cell.hyperlink for cell in cells] == [None] * len(NAMES)
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert not [part for part in parts.namelist() if "sheet1.xml.rels" in part]


@pytest.mark.parametrize("write", [table_csv, table_xlsx])
def test_a_name_cannot_hide_or_turn_round_what_it_says(write):
    book = write([NAME], [{"name": "甲\u202e司公\0"}])

    assert _names(book, write) == ["甲〔U+202E〕司公〔U+0000〕"]


def test_a_text_too_long_for_a_cell_is_cut_in_sight():
    page = _open(table_xlsx([NAME], [{"name": "长" * 40_000}])).active

    shown = page["A2"].value

    assert len(shown) == 32_767
    assert shown.endswith("长……（已截断）")


def test_no_text_in_a_csv_begins_like_a_formula():
    written = table_csv([NAME], [{"name": name} for name in NAMES])

    shown = _names(written, table_csv)

    assert not [name for name in shown if name.lstrip().startswith(tuple("=+-@＝"))]
    assert [name for name in shown if name.startswith("'")] == [
        "'=cmd|' /C calc'!A0",
        "'+1+1",
        "'-2+3",
        "'@SUM(1)",
        "'＝1+1",
        "' =1+1",
        "' =1+1",
        "'\n=1+1",
    ]
    assert len(FORMULAS) == 8


def test_numbers_in_a_csv_stay_numbers():
    written = table_csv(EACH_KIND, [ROW | {"place": -1, "amount": -50}, BLANK])

    assert written.startswith("\ufeff企业,名次,得分,金额（元）,日期,时间\r\n".encode())
    assert written.decode().splitlines()[1:] == [
        "甲,-1,87.13,-0.50,2026-11-22,2026-11-23 00:30:05",
        ",,,,,",
    ]


@pytest.mark.parametrize("write", [table_csv, table_xlsx])
def test_the_same_table_gives_the_same_bytes(write):
    assert write(EACH_KIND, [ROW, BLANK]) == write(EACH_KIND, [ROW, BLANK])


def test_rows_may_be_objects_too():
    moment = timedelta(days=3)

    written = table_csv([Column("days", "天", "int"), Column("seconds", "秒", "int")], [moment])

    assert written.decode("utf-8-sig") == "天,秒\r\n3,0\r\n"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", "1"),
        ("int", True),
        ("decimal", 0.5),
        ("money", Decimal(1)),
        ("date", datetime(2026, 1, 1, tzinfo=UTC)),
        ("datetime", "2026"),
    ],
)
def test_a_cell_of_another_kind_is_refused(kind, value):
    with pytest.raises(TypeError, match="amount"):
        table_xlsx([Column("amount", "数", kind)], [{"amount": value}])


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no zone"):
        table_csv(
            [Column("at", "时间", "datetime")], [{"at": datetime.fromisoformat("2026-01-01")}]
        )


def test_notes_stand_on_a_sheet_of_their_own():
    book = _open(table_xlsx([NAME], [], sheet="甲/乙:[丙]", notes=[("版次", "=1+1")]))

    assert book.sheetnames == ["甲 乙  丙", "说明"]
    assert [(c.value, c.data_type) for c in book["说明"][1]] == [("版次", "s"), ("=1+1", "s")]


def _open(book: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(book))


def _names(written: bytes, write) -> list[str]:
    if write is table_xlsx:
        return [row[0] for row in _open(written).active.iter_rows(min_row=2, values_only=True)]
    text = StringIO(written.decode("utf-8-sig"), newline="")
    return [row[0] for row in csv.reader(text)][1:]
