"""Where lines of Chinese may break."""

from hypothesis import given
from hypothesis import strategies as st

from awards.documents.wrapping import CLOSING, OPENING, wrap

chinese = st.text(alphabet="场景（，。）《》一二Ab1. ", max_size=60)


def test_a_closing_mark_never_begins_a_line():
    assert wrap("一二三四，五六", room=4, measure=len) == ["一二三", "四，五六"]


def test_an_opening_mark_never_ends_a_line():
    assert wrap("一二三（四五）", room=4, measure=len) == ["一二三", "（四五）"]


def test_a_figure_stays_whole_where_it_fits():
    assert wrap("共计100.00万", room=6, measure=len) == ["共计", "100.00", "万"]


def test_what_is_longer_than_a_line_is_broken_anywhere():
    assert wrap("A" * 7, room=3, measure=len) == ["AAA", "AAA", "A"]
    assert wrap("））））", room=3, measure=len) == ["）））", "）"]


def test_a_space_between_lines_is_dropped():
    assert wrap("一二 三四", room=2, measure=len) == ["一二", "三四"]


@given(chinese, st.integers(min_value=4, max_value=20))
def test_no_line_is_too_long_and_no_character_is_lost(text, room):
    lines = wrap(text, room=room, measure=len)

    assert max(map(len, lines)) <= room
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.sampled_from(["场景", "（甲）", "一，", "二。"]), max_size=20))
def test_ordinary_sentences_break_in_lawful_places_only(parts):
    lines = wrap("".join(parts), room=6, measure=len)

    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]
