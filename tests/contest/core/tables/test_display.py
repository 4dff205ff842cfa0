"""What strangers' text looks like on paper and in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.core.tables.display import display_lines, display_text, hidden_character


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("宁波甲科技有限公司", "宁波甲科技有限公司"),
        ("甲\u202e司公乙\u202c", "甲〔U+202E〕司公乙〔U+202C〕"),
        ("甲\u200b乙\ufeff", "甲〔U+200B〕乙〔U+FEFF〕"),
        ("甲\0\x1b乙", "甲〔U+0000〕〔U+001B〕乙"),
        ("甲\ufe00\u3164", "甲〔U+FE00〕〔U+3164〕"),
        ("甲\r\n乙\t丙\u2028丁", "甲 乙 丙 丁"),
        ("甲\xa0乙\u3000丙", "甲 乙\u3000丙"),
        ("e\u0301", "é"),
        ("甲\ud800", "甲〔U+D800〕"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_number(text, shown):
    assert display_text(text) == shown


def test_lines_are_kept_where_asked_for():
    assert display_lines("一\r\n二\u202e\n三") == "一\n二〔U+202E〕\n三"


@given(st.text())
def test_nothing_shown_is_invisible_and_showing_twice_changes_nothing(text):
    shown = display_text(text)

    assert shown.replace("\u3000", "").isprintable()
    assert display_text(shown) == shown
    assert hidden_character(shown) is None


def test_the_first_hidden_character_is_named():
    assert hidden_character("甲\u200b乙\u202e") == "U+200B"
    assert hidden_character("甲\n乙") is None
