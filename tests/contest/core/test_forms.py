"""Fields read what Chinese people type, exactly, and say what is wrong with the rest."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form as Bare

from contest.core.actions import Refusal
from contest.core.forms import (
    CreditCode,
    Exact,
    Form,
    LocalTime,
    LongText,
    Required,
    Text,
    Yuan,
    longest,
    normal,
    normal_code,
    required_when,
)

GOOD = "91350100M000100Y43"


class Sheet(Bare):
    line = Text()
    text = LongText(validators=[longest(20)])
    mark = Exact()
    amount = Yuan()
    at = LocalTime()
    code = CreditCode()


def typed(**fields):
    """Return the sheet as somebody filled it in, and whether it is good."""
    sheet = Sheet(MultiDict(fields))
    sheet.good = sheet.validate()
    return sheet


@pytest.fixture(autouse=True)
def languages(app):
    with app.test_request_context():
        yield


pytestmark = pytest.mark.sqlite_only  # forms read what is typed, no row


@pytest.mark.parametrize(
    "raw",
    [
        "甲公司\n\n请点击 http://x.example",
        "甲公司\r\n请点击\thttp://x.example",
        "甲公司 请点击　http://x.example",
    ],
)
def test_a_line_stays_one_line(raw):
    line = typed(line=raw).line.data

    assert line.split() == line.split(" ")
    assert line.startswith("甲公司 请点击 http")


def test_several_lines_stay_several():
    assert typed(text="甲\n\n乙").text.data == "甲\n\n乙"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (None, ""),
        ("  甲  ", "甲"),
        ("\u200b甲\u202e乙\u2066", "甲乙"),  # zero width, right-to-left, isolate
        ("甲\x00\x07乙", "甲乙"),
        ("e\u0301", "é"),
        ("第一行\n第二行\t完", "第一行\n第二行\t完"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_text_is_made_normal(raw, kept):
    assert normal(raw) == kept


def test_lines_and_texts_are_normal_when_they_arrive():
    sheet = typed(line=" \u202e甲 ", text="乙\n")

    assert (sheet.line.data, sheet.text.data) == ("甲", "乙")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("8.5", "8.5"),
        ("８．５", "8.5"),
        ("1,234.56", "1234.56"),
        ("１，２３４", "1234"),
        (" 0 ", "0"),
        ("-3", "-3"),
        ("7.10", "7.1"),
    ],
)
def test_a_number_is_read_exactly(raw, number):
    sheet = typed(mark=raw)

    assert sheet.good
    assert sheet.mark.data == Decimal(number)


@pytest.mark.parametrize(
    "raw",
    ["八", "7.125", "NaN", "Infinity", "1e5", "1e400", "1000000000000", "--1", "1.2.3", "sNaN"],
)
def test_what_is_no_number_of_two_decimals_is_refused(raw):
    sheet = typed(mark=raw)

    assert not sheet.good
    assert sheet.mark.errors == ["请填写数字，最多 2 位小数。"]
    assert sheet.mark.data is None


def test_a_number_is_typed_into_a_box_that_takes_full_width_digits():
    assert 'inputmode="decimal"' in Sheet().mark()
    assert 'type="text"' in Sheet().mark()


def test_no_number_is_nothing_and_not_zero():
    assert typed(mark=" ").mark.data is None
    assert typed(mark="0").mark.data == Decimal(0)


@pytest.mark.parametrize(
    ("wan", "fen"),
    [
        ("100", 100_000_000),
        ("0.01", 10_000),
        ("0.000001", 1),
        ("１００．５０", 100_500_000),
        ("1,000", 1_000_000_000),
        ("0.29", 290_000),  # 0.29 × 1,000,000 in floats is 289,999.99…
    ],
)
def test_an_amount_in_wan_yuan_is_held_in_fen(wan, fen):
    sheet = typed(amount=wan)

    assert (sheet.amount.data, type(sheet.amount.data)) == (fen, int)


def test_an_amount_finer_than_a_fen_is_refused():
    sheet = typed(amount="0.0000001")

    assert not sheet.good
    assert sheet.amount.errors == ["请填写数字，最多 6 位小数。"]


def test_an_amount_above_ten_billion_yuan_is_refused():
    assert typed(amount="1000000").good
    assert typed(amount="1000000.000001").amount.errors == [
        "金额不能超过 100 亿元，请核对：这里的单位是万元。"
    ]


@pytest.mark.parametrize(("fen", "shown"), [(100_000_000, "100"), (10_000, "0.01"), (None, "")])
def test_an_amount_is_shown_in_wan_yuan(fen, shown):
    assert f'value="{shown}"' in Sheet(data={"amount": fen}).amount()


def test_what_was_typed_wrong_is_shown_again():
    assert 'value="一百"' in typed(amount="一百").amount()
    assert 'value="明天"' in typed(at="明天").at()


@pytest.mark.parametrize("raw", ["2026-11-21T14:30", "2026-11-21 14:30"])
def test_a_time_is_typed_in_shanghai_and_held_in_utc(raw):
    sheet = typed(at=raw)

    assert sheet.at.data == datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


def test_a_time_before_eight_is_of_the_day_before_in_utc():
    assert typed(at="2027-01-01 07:59").at.data == datetime(2026, 12, 31, 23, 59, tzinfo=UTC)


def test_a_time_held_in_utc_is_shown_as_in_shanghai():
    held = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)

    assert 'value="2026-11-22T02:30"' in Sheet(data={"at": held}).at()


@pytest.mark.parametrize("raw", ["明天", "2026-13-01 10:00", "2026-11-21", "21/11/2026 14:30"])
def test_what_is_no_time_is_refused_with_an_example(raw):
    sheet = typed(at=raw)

    assert not sheet.good
    assert sheet.at.errors == ["请按“2026-11-21 14:30”的样式填写日期和时间。"]


def test_no_time_is_nothing():
    assert typed(at="").at.data is None


@pytest.mark.parametrize(
    "raw",
    [
        GOOD,
        GOOD.lower(),
        f"  {GOOD}\n",
        "9135 0100 M000 100Y 43",
        "91350100-M000100Y-43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
    ],
)
def test_a_credit_code_is_normalised_then_checked(raw):
    sheet = typed(code=raw)

    assert sheet.good
    assert sheet.code.data == GOOD == normal_code(raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("91350100M000100Y4Z", "统一社会信用代码校验不通过，请对照营业执照逐位核对。"),
        ("91350100M000100I43", "统一社会信用代码校验不通过，请对照营业执照逐位核对。"),
        ("91350100M000100Y4", "统一社会信用代码为 18 位，现在是 17 位。"),
        ("913501000", "统一社会信用代码为 18 位，现在是 9 位。"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(raw, said):
    sheet = typed(code=raw)

    assert not sheet.good
    assert sheet.code.errors == [said]


class Short(Bare):
    name = Text(validators=[longest(3)])
    reason = Text()


def test_text_that_is_too_long_says_how_long_it_may_be():
    form = Short(MultiDict({"name": "四个字的"}))

    assert not form.validate()
    assert form.name.errors == ["最多 3 个字。"]


@pytest.mark.parametrize("needed", [True, False])
def test_a_field_is_required_where_another_says_so(needed):
    form = Short(MultiDict({"name": "甲", "reason": ""}))
    required_when(form.reason, needed=needed)

    assert form.validate() is not needed
    assert list(form.reason.errors) == (["请填写此项。"] if needed else [])


class Rename(Form):
    title = Text(validators=[Required])


def test_a_refusal_stands_above_the_form_that_was_typed(app):
    def refuse(subject, *, title):
        raise Refusal(f"{subject}不能叫“{title}”。")

    with app.test_request_context(method="POST", data={"title": "甲"}):
        form = Rename.submitted()

        assert form.accepted
        assert not form.does(refuse, "项目", **form.values())
        assert form.form_errors == ["项目不能叫“甲”。"]
        assert (form.title.data, form.status) == ("甲", 422)


def test_an_action_done_leaves_its_result(app):
    with app.test_request_context(method="POST", data={"title": " 乙 "}):
        form = Rename.submitted()

        assert form.accepted
        assert form.does(lambda subject, *, title: f"{subject}{title}", "甲", **form.values())
        assert form.result == "甲乙"


def test_a_form_that_is_only_looked_at_is_not_wrong(app):
    with app.test_request_context():
        form = Rename.submitted()

        assert not form.accepted
        assert (form.status, form.title.errors) == (200, ())


def test_what_is_too_long_is_told_and_not_cut_off():
    sheet = typed(text="长" * 21)

    assert sheet.text.errors == ["最多 20 个字。"]
    assert "maxlength" not in sheet.text()
    assert "长" * 21 in sheet.text()
