"""Amounts read and shown without losing a fen."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.core.money import (
    LARGEST,
    BadAmount,
    parse_amount,
    show_capitals,
    show_wan,
    show_yuan,
    wan_figure,
)

amounts = st.integers(min_value=0, max_value=LARGEST)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("100", 100_000_000),
        ("100 万元", 100_000_000),
        ("100万", 100_000_000),
        ("1,000,000 元", 100_000_000),
        ("¥1000000.00元", 100_000_000),
        ("１００．５万元", 100_500_000),
        ("12.345678", 12_345_678),
        ("0", 0),
        (" 3.10 元 ", 310),
    ],
)
def test_a_typed_amount_is_read_exactly_in_either_unit(text, fen):
    assert parse_amount(text, unit="万元") == fen


def test_the_unit_of_the_field_counts_only_where_none_is_typed():
    assert parse_amount("300", unit="元") == 30_000
    assert parse_amount("300 万元", unit="元") == 300_000_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万元",
        "-5",
        "+5",
        "1e6",
        "10,00",
        "1,0000",
        "一百万元",
        "5 亿",
        "NaN",
        "1.",
        ".5",
        "5 元整",
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(text):
    with pytest.raises(BadAmount, match="请写成 100 万元"):
        parse_amount(text, unit="万元")


@pytest.mark.parametrize(("text", "unit"), [("0.001", "元"), ("1.0000001", "万元")])
def test_less_than_a_fen_is_refused_not_rounded(text, unit):
    with pytest.raises(BadAmount, match="精确到分"):
        parse_amount(text, unit=unit)


def test_an_amount_that_mistook_yuan_for_wan_is_refused():
    with pytest.raises(BadAmount, match="核对单位"):
        parse_amount("1000000000000", unit="万元")


@pytest.mark.parametrize(
    ("fen", "wan", "yuan"),
    [
        (100_000_000, "100.00 万元", "1,000,000.00 元"),
        (123_456_789, "123.456789 万元", "1,234,567.89 元"),
        (1_234_500_000_00, "123,450.00 万元", "1,234,500,000.00 元"),
        (1, "0.000001 万元", "0.01 元"),
        (0, "0.00 万元", "0.00 元"),
        (-150_000_000, "-150.00 万元", "-1,500,000.00 元"),
    ],
)
def test_an_amount_is_shown_in_wan_and_in_grouped_yuan(fen, wan, yuan):
    assert show_wan(fen) == wan
    assert show_yuan(fen) == yuan


@given(amounts)
def test_every_amount_survives_being_shown_and_typed_again(fen):
    assert parse_amount(show_wan(fen), unit="元") == fen
    assert parse_amount(show_yuan(fen), unit="万元") == fen
    assert parse_amount(wan_figure(fen), unit="万元") == fen


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (100_000_000, "壹佰万元整"),
        (320_000_000, "叁佰贰拾万元整"),
        (12_345_678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
        (1_000_001, "壹万元零壹分"),
        (10_000_100, "壹拾万零壹元整"),
        (5, "伍分"),
        (0, "零元整"),
    ],
)
def test_documents_carry_the_amount_in_capitals(fen, capitals):
    assert show_capitals(fen) == capitals


@given(amounts)
def test_capitals_mean_the_same_amount(fen):
    yuan, _, rest = show_capitals(fen).partition("元")
    small = rest if yuan and rest else yuan

    whole = cn2an.cn2an(yuan, "normal") if "元" in show_capitals(fen) else 0
    jiao = _digit_before("角", small)
    cents = _digit_before("分", small)

    assert whole * 100 + jiao * 10 + cents == fen


def test_a_negative_amount_has_no_capitals():
    with pytest.raises(ValueError, match="-1 fen"):
        show_capitals(-1)


def _digit_before(unit: str, text: str) -> int:
    place = text.find(unit)
    return "零壹贰叁肆伍陆柒捌玖".index(text[place - 1]) if place > 0 else 0
