"""Spreadsheets of judges and issuers, read with all their mistakes found at once."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from contest.core.tables import Column, Expected, RowError, read_table, table_csv, table_xlsx
from tests.contest.core.tables.hostile import NAMES

NAME = Expected("name", "姓名", required=True, longest=12)
MAIL = Expected(
    "email", "邮箱", unique=True, check=lambda text: None if "@" in text else "不是邮箱。"
)
COLUMNS = (NAME, MAIL)


def test_columns_are_found_by_label_or_key_in_any_order():
    read = read_table("备注,Email,姓名*\n略,jia@x.cn,甲\n\n,,乙\n".encode(), columns=COLUMNS)

    assert [(row.number, row.values) for row in read.rows] == [
        (2, {"name": "甲", "email": "jia@x.cn"}),
        (4, {"name": "乙", "email": ""}),
    ]
    assert read.errors == ()
    assert read.ignored == ("备注",)


def test_every_mistake_of_every_row_is_told_in_one_pass():
    text = "姓名,邮箱\n,jia\n甲\u200b,jia@x.cn\n丙丙丙丙丙丙丙丙丙丙丙丙丙,JIA@x.cn\n丁,ding@x.cn\n"

    read = read_table(text.encode(), columns=COLUMNS)

    assert read.errors == (
        RowError(2, "姓名", "必填，请补上。"),
        RowError(2, "邮箱", "不是邮箱。"),
        RowError(3, "姓名", "含看不见的字符 U+200B，请重新输入该格。"),
        RowError(4, "姓名", "超过 12 个字，请缩短。"),
        RowError(4, "邮箱", "与第 3 行重复。"),
    )
    assert [row["name"] for row in read.rows] == ["丁"]


@pytest.mark.parametrize(
    ("heading", "error"),
    [
        ("邮箱", RowError(1, "姓名", "缺少这一列，请按模板补上。")),
        ("姓名,name", RowError(1, "姓名", "列名出现两次，请只保留一列。")),
    ],
)
def test_a_wrong_heading_is_told_before_any_row(heading, error):
    read = read_table(f"{heading}\n甲,乙\n".encode(), columns=COLUMNS)

    assert (read.rows, read.errors) == ((), (error,))


@pytest.mark.parametrize("write", [table_csv, table_xlsx])
def test_every_name_comes_back_as_the_text_it_was(write):
    names = [name.strip() for name in NAMES]
    written = write([Column("name", "姓名")], [{"name": name} for name in names])

    read = read_table(written, columns=[Expected("name", "姓名")])

    assert [row["name"] for row in read.rows] == names
    assert read.errors == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_csv_is_read_however_the_machine_saved_it(encoding, comma):
    content = f"姓名{comma}邮箱\r\n赵甲{comma}a@x.cn\r\n".encode(encoding)

    read = read_table(content, columns=COLUMNS)

    assert [row.values for row in read.rows] == [{"name": "赵甲", "email": "a@x.cn"}]


def test_numbers_and_dates_in_cells_are_read_as_people_see_them():
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    for value in (12.0, 0.1, 2.5e-7, 13800000000, 0):
        book.active.append([value])

    read = read_table(_saved(book), columns=[Expected("name", "姓名")])

    assert [row["name"] for row in read.rows] == ["12", "0.1", "0.00000025", "13800000000", "0"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("=1+1", "是公式，请粘贴为数值。"),
        ("#N/A", "是错误值 #N/A，请改正。"),
        (913301000000000000, "是超过 15 位的数字"),
        ("长" * 5001, "内容过长，请缩短。"),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_an_error_of_its_row(value, reason):
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.active.append([value])

    read = read_table(_saved(book), columns=[Expected("name", "姓名")])

    assert read.rows == ()
    assert [(e.row, e.label) for e in read.errors] == [(2, "姓名")]
    assert read.errors[0].reason.startswith(reason)


def test_the_first_visible_sheet_is_read():
    book = openpyxl.Workbook()
    book.active.append(["姓名"])
    book.active.append(["藏"])
    book.active.sheet_state = "hidden"
    book.create_sheet("二").append(["姓名"])
    book["二"].append(["见"])

    read = read_table(_saved(book), columns=[Expected("name", "姓名")])

    assert [row["name"] for row in read.rows] == ["见"]


@pytest.mark.parametrize("rows", [3, 2000])
def test_more_rows_than_allowed_are_refused_whole(rows):
    content = ("姓名\n" + "甲\n" * rows).encode()

    read = read_table(content, columns=[NAME], limit_rows=2)

    assert read.rows == ()
    assert read.errors == (RowError(0, "", "超过 2 行，请分成几个文件上传。"),)


def test_rows_behind_many_empty_ones_are_not_lost_in_silence():
    content = ("姓名\n甲\n" + "\n" * 2000 + "乙\n").encode()

    read = read_table(content, columns=[NAME], limit_rows=2)

    assert read.errors == (RowError(0, "", "超过 2 行，请分成几个文件上传。"),)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "表中没有内容"),
        (b"\0\1\2", "文件不是表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版或加密的表格"),
        (b"PK\x03\x04nonsense", "已损坏或内容过大"),
        (b"x" * (10 * 2**20 + 1), "文件超过 10 MB"),
        (("姓名\n" + "长" * 140_000).encode(), "第 2 行读不懂"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(content, reason):
    read = read_table(content, columns=[NAME])

    assert read.rows == ()
    assert [error.row for error in read.errors] == [0]
    assert reason in read.errors[0].reason


def test_a_workbook_that_lacks_its_parts_is_refused():
    parcel = BytesIO()
    with ZipFile(parcel, "w") as empty:
        empty.writestr("readme.txt", "no workbook")

    read = read_table(parcel.getvalue(), columns=[NAME])

    assert "已损坏" in read.errors[0].reason


@pytest.mark.parametrize("name", ["xl/media/bomb.bin", "xl/sharedStrings.xml"])
def test_a_small_file_that_unpacks_to_much_is_refused_unopened(name):
    content = _with_part(name, b" " * (40 * 2**20))

    read = read_table(content, columns=[NAME])

    assert len(content) < 2**20
    assert "内容过大" in read.errors[0].reason


def test_a_file_that_needs_too_much_memory_ends_the_reading_not_the_server():
    content = _with_part("xl/styles.xml", _million_styles())

    read = read_table(content, columns=[NAME])

    assert len(content) < 2**20
    assert "内容过大" in read.errors[0].reason


def _million_styles() -> bytes:
    head = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    )
    return head + b"<xf/>" * 6_000_000 + b"</cellXfs></styleSheet>"


def _with_part(name: str, body: bytes) -> bytes:
    """Return a sound workbook with one part replaced or added."""
    sound = ZipFile(BytesIO(table_xlsx([Column("name", "姓名")], [{"name": "甲"}])))
    parcel = BytesIO()
    with ZipFile(parcel, "w", ZIP_DEFLATED) as packed:
        for part in sound.namelist():
            if part != name:
                packed.writestr(part, sound.read(part))
        packed.writestr(name, body)
    return parcel.getvalue()


def _saved(book: openpyxl.Workbook) -> bytes:
    parcel = BytesIO()
    book.save(parcel)
    return parcel.getvalue()
