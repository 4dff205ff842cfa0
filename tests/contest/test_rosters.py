"""Rosters are imported whole or not at all, and twice is once."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from contest.core.db import db
from contest.core.mail import MailMessage
from contest.core.tables import Column, table_csv, table_xlsx
from contest.models import Employment, JudgeKind, JudgeProfile, Organisation, Role, User
from tests.world import CODES

JUDGE_KEYS = ("姓名", "邮箱", "电话", "类别", "职称", "专业领域", "任职单位1", "任职单位1代码")
ISSUER_KEYS = ("单位名称", "统一社会信用代码", "所在地", "联系人", "邮箱", "电话")
JUDGES = [
    (
        "陈岚",
        "chen@example.org",
        "138 0000 0001",
        "技术",
        "教授",
        "隧道",
        "甲大学",
        CODES["member"],
    ),
    ("吴岩", "Wu@example.org", "", "商务", "", "", "rival 有限公司", CODES["rival"].lower()),
]
ISSUERS = [
    ("建设集团", CODES["member"], "甲市", "周宁", "zhou@example.org", "138 0000 0002"),
    ("建设集团", CODES["member"], "甲市", "孙立", "sun@example.org", ""),
    ("metro 有限公司", CODES["metro"], "", "钱进", "qian@example.org", ""),
]


def workbook(keys, rows, make=table_xlsx):
    return make([Column(k, k) for k in keys], [dict(zip(keys, r, strict=True)) for r in rows])


def upload(client, kind, content, name="名册.xlsx"):
    data = {"file": (BytesIO(content), name)}
    return client.post(f"/people/{kind}/import", data=data, content_type="multipart/form-data")


def people_of(role):
    query = select(User.email).filter_by(role=role).order_by(User.id)
    return [email for email in db.session.scalars(query) if "example.org" in email]


def counts():
    models = (User, Organisation, JudgeProfile, Employment, MailMessage)
    return [db.session.scalar(select(func.count()).select_from(model)) for model in models]


@pytest.mark.parametrize("make", [table_xlsx, table_csv])
def test_judges_are_imported_with_kind_and_employer(world, visit, make):
    answer = upload(visit(world.organizer), "judges", workbook(JUDGE_KEYS, JUDGES, make))

    wu = db.session.scalar(select(User).filter_by(email="wu@example.org"))
    kept = db.session.scalars(select(Employment).filter_by(user_id=wu.id)).one()
    assert answer.location == "/people/?role=judge"
    assert people_of(Role.JUDGE)[-2:] == ["chen@example.org", "wu@example.org"]
    assert db.session.get(JudgeProfile, wu.id).kind is JudgeKind.COMMERCIAL
    assert (kept.organisation_name, kept.uscc) == ("rival 有限公司", CODES["rival"])


def test_people_of_one_code_belong_to_one_issuer(world, visit):
    upload(visit(world.organizer), "issuers", workbook(ISSUER_KEYS, ISSUERS))

    zhou, sun, qian = db.session.scalars(
        select(User).where(User.email.in_([row[4] for row in ISSUERS])).order_by(User.id)
    )
    assert zhou.organisation_id == sun.organisation_id != qian.organisation_id
    assert qian.organisation_id == world.metro_organisation.id


@pytest.mark.parametrize(
    ("kind", "keys", "rows"), [("judges", JUDGE_KEYS, JUDGES), ("issuers", ISSUER_KEYS, ISSUERS)]
)
def test_importing_twice_is_importing_once(world, visit, kind, keys, rows):
    client = visit(world.organizer)
    upload(client, kind, workbook(keys, rows))
    before = counts()

    answer = upload(client, kind, workbook(keys, rows))

    assert counts() == before
    assert f"{len(rows)} 人已在名单中" in client.get(answer.location).text


def test_everybody_new_is_written_to(world, visit):
    upload(visit(world.organizer), "judges", workbook(JUDGE_KEYS, JUDGES))

    letters = db.session.scalars(select(MailMessage).where(MailMessage.subject.contains("邀请您")))
    assert [letter.recipient for letter in letters] == ["chen@example.org", "wu@example.org"]


def test_all_mistakes_of_all_rows_are_told_at_once_and_nobody_is_imported(world, visit):
    rows = [
        JUDGES[0],
        ("", "no-address", "", "主席", "", "", "甲大学", "91350100M000100Y4Z"),
        ("吴岩", "organizer@example.org", "打电话", "商务", "", "", "", ""),
        ("重复", "chen@example.org", "", "技术", "", "", "", ""),
    ]
    before = counts()

    answer = upload(visit(world.organizer), "judges", workbook(JUDGE_KEYS, rows))

    assert answer.status_code == 422
    assert "共 7 处需要修改" in answer.text
    for said in (
        "必填",
        "完整的邮箱",
        "“商务”或“技术”",
        "校验不通过",
        "别的账号",
        "电话号码",
        "与第 2 行重复",
    ):
        assert said in answer.text
    assert counts() == before


def test_rows_that_contradict_each_other_are_told(world, visit):
    rows = [
        *ISSUERS,
        ("另一个名称", CODES["member"], "", "郑好", "zheng@example.org", ""),
        ("建设集团", CODES["member"], "", "移花", "issuer@example.org", ""),
    ]

    answer = upload(visit(world.organizer), "issuers", workbook(ISSUER_KEYS, rows))

    assert "另一个名称" in answer.text
    assert "另一个单位" in answer.text
    assert db.session.scalar(select(User).filter_by(email="zhou@example.org")) is None


def errors_in(page):
    """Return the rows and columns of the mistakes, in the order they are listed."""
    cells = re.findall(r'data-label="(?:行|列)">([^<]+)</td>', page.text)
    return list(zip(cells[::2], cells[1::2], strict=True))


def test_mistakes_stand_in_the_order_of_rows_those_of_a_wrong_row_too(world, visit):
    rows = [
        ISSUERS[0],
        ("另一个名称", CODES["member"], "", "", "zheng@example.org", ""),
        ("建设集团", CODES["member"], "", "移花", "issuer@example.org", "打电话"),
        ("建设集团", CODES["member"], "", "钱进", "no-address", ""),
    ]

    answer = upload(visit(world.organizer), "issuers", workbook(ISSUER_KEYS, rows))

    assert errors_in(answer) == [
        ("3", "联系人"),
        ("3", "单位名称"),
        ("4", "电话"),
        ("4", "邮箱"),
        ("5", "邮箱"),
    ]


def test_a_code_known_under_another_name_is_not_joined_in_silence(world, visit):
    row = ("地铁集团", CODES["metro"], "", "钱进", "qian@example.org", "")

    answer = upload(visit(world.organizer), "issuers", workbook(ISSUER_KEYS, [row]))

    assert errors_in(answer) == [("2", "单位名称")]
    assert "已登记为“metro 有限公司”" in answer.text
    assert db.session.scalar(select(User).filter_by(email="qian@example.org")) is None


def test_a_name_in_other_width_is_the_same_name(world, visit):
    row = ("ｍｅｔｒｏ　有限公司", CODES["metro"], "", "钱进", "qian@example.org", "")

    answer = upload(visit(world.organizer), "issuers", workbook(ISSUER_KEYS, [row]))

    assert answer.status_code == 302


@pytest.mark.parametrize("make", [table_xlsx, table_csv])
def test_a_roster_of_headings_alone_is_refused_in_words(world, visit, make):
    answer = upload(visit(world.organizer), "judges", workbook(JUDGE_KEYS, [], make))

    assert answer.status_code == 422
    assert "只有列名，没有内容" in answer.text


def test_addresses_and_telephones_of_a_roster_are_taken_in_half_width(world, visit):
    row = ("陈岚", "Ｃｈｅｎ@example.org", "１３８ ００００ ０００１", "技术", "", "", "", "")

    upload(visit(world.organizer), "judges", workbook(JUDGE_KEYS, [row]))

    chen = db.session.scalar(select(User).filter_by(email="chen@example.org"))
    assert chen.phone == "138 0000 0001"


def test_a_person_of_another_body_cannot_be_taken_over(world, visit):
    row = ("李", "judge@example.org", "", "技术", "", "", "", "")

    answer = upload(visit(world.other_organizer), "judges", workbook(JUDGE_KEYS, [row]))

    assert "别的账号" in answer.text
    assert world.judge.body_id == world.body.id


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "名册".encode("utf-16")])
def test_a_file_that_is_no_table_is_refused_in_words(world, visit, content):
    answer = upload(visit(world.organizer), "judges", content)

    assert answer.status_code == 422
    assert "未导入" in answer.text


def test_no_file_is_asked_for(world, visit):
    answer = visit(world.organizer).post("/people/judges/import", data={})

    assert "请选择 xlsx 或 csv 文件" in answer.text


@pytest.mark.parametrize(
    ("kind", "labels"),
    [("judges", list(JUDGE_KEYS)), ("issuers", list(ISSUER_KEYS))],
)
def test_the_empty_roster_has_the_columns_that_are_read(world, visit, kind, labels):
    content = visit(world.organizer).get(f"/people/{kind}/roster.xlsx").data

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[1]][: len(labels)] == labels
