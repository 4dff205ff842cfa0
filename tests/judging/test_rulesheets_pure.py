"""What a rule sheet may say, how it is sealed, and what marks outlive."""

from dataclasses import replace
from decimal import Decimal

import pytest

from judging.rules import Trim
from judging.rulesheet import (
    Band,
    Content,
    anchors_of,
    bands_from,
    bands_of,
    canonical,
    content_of_template,
    digest_of,
    next_key,
)
from judging.rulesheet_faults import changes_to_marks, faults
from judging.template import STANDARD

CONTENT = content_of_template(STANDARD)


def with_line(number: int, **changes: object) -> Content:
    lines = list(CONTENT.lines)
    lines[number] = replace(lines[number], **changes)
    return replace(CONTENT, lines=tuple(lines))


def test_the_template_is_without_fault():
    assert faults(CONTENT) == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (replace(CONTENT, technical_weight=Decimal(70)), "合计应为 100，现在是 110"),
        (with_line(0, weight=Decimal("19.5")), "其评分项的权重合计是 59.5"),
        (with_line(0, step=Decimal("0.3")), "满分应是步长的整数倍"),
        (with_line(0, top=Decimal(0)), "都应大于 0"),
        (with_line(1, name="场景需求理解"), "有 2 个评分项都叫"),
        (replace(CONTENT, trim_each_end=0), "两端至少各去掉 1 个"),
        (replace(CONTENT, min_to_trim=2), "至少要有 3 份"),
        (replace(CONTENT, decimals=3), "小数位数应为 0 到 2"),
        (replace(CONTENT, ties=("criterion:gone", "share")), "已删除的评分项"),
        (replace(CONTENT, ties=("lot", "lot")), "只能出现一次"),
        (replace(CONTENT, ties=("share", "lot")), "只能是最后一步"),
        (replace(CONTENT, ties=()), "至少要有一步"),
        (replace(CONTENT, quorum=0), "至少要有 1 份"),
        (replace(CONTENT, pass_mark=Decimal("100.01")), "及格线应在 0 到 100"),
    ],
)
def test_each_hard_limit_is_told(content, told):
    assert told in "\n".join(str(fault) for fault in faults(content))


def test_without_trimming_nothing_is_asked_of_it():
    assert faults(replace(CONTENT, trim=Trim.NONE, trim_each_end=0, min_to_trim=1)) == ()


@pytest.mark.parametrize(
    ("lows", "told"),
    [
        (("1", "12"), "第一档应从 0 分起"),
        (("0", "12.25"), "步长的整数倍"),
        (("0", "12", "9"), "从低到高"),
        (("0", "20.5"), "都不超过满分"),
    ],
)
def test_bands_run_from_zero_upwards_on_the_step(lows, told):
    steps = [(Decimal(low), "档", "") for low in lows]
    content = with_line(0, bands=bands_from(steps, top=Decimal(20), step=Decimal("0.5")))

    assert told in "\n".join(str(fault) for fault in faults(content))


def test_bands_leave_no_mark_out_and_take_none_twice():
    steps = [(Decimal(0), "不足", "甲"), (Decimal(12), "充分", "乙")]

    bands = bands_from(steps, top=Decimal(20), step=Decimal("0.5"))

    assert bands == (
        Band(Decimal(0), Decimal("11.5"), "不足", "甲"),
        Band(Decimal(12), Decimal(20), "充分", "乙"),
    )
    assert anchors_of(bands)[0] == {"low": "0", "high": "11.5", "label": "不足", "text": "甲"}
    assert bands_of(anchors_of(bands)) == bands


@pytest.mark.parametrize(
    "content",
    [
        with_line(0, hint="另一种说法"),
        with_line(0, bands=()),
        with_line(4, weight=Decimal("20.01")),
        replace(CONTENT, ties=("share",)),
        replace(CONTENT, pass_mark=None),
        replace(CONTENT, lines=CONTENT.lines[::-1]),
    ],
)
def test_the_digest_covers_every_word(content):
    same = digest_of(CONTENT, contest_id=1, number=1)

    assert digest_of(content, contest_id=1, number=1) != same
    assert digest_of(CONTENT, contest_id=2, number=1) != same
    assert digest_of(CONTENT, contest_id=1, number=2) != same


def test_equal_numbers_are_sealed_alike_however_they_are_written():
    written = with_line(0, top=Decimal("20.00"))

    assert canonical(written, contest_id=1, number=1) == canonical(CONTENT, contest_id=1, number=1)


def test_a_new_criterion_gets_a_key_that_none_has():
    assert next_key({"novelty", "c1", "c3"}) == "c2"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (replace(CONTENT, lines=CONTENT.lines[1:]), "不能删除评分项“场景需求理解”"),
        (
            replace(CONTENT, lines=(*CONTENT.lines, replace(CONTENT.lines[0], key="c1"))),
            "不能新增评分项",
        ),
        (with_line(0, top=Decimal(30)), "不能改变“场景需求理解”"),
        (with_line(0, step=Decimal(1)), "不能改变“场景需求理解”"),
    ],
)
def test_what_marks_were_given_on_cannot_change(content, told):
    assert told in "\n".join(str(fault) for fault in changes_to_marks(CONTENT, content))


def test_weights_words_and_ties_may_change_after_the_first_mark():
    content = replace(with_line(0, weight=Decimal(1), hint="新", bands=()), ties=("share",))

    assert changes_to_marks(CONTENT, content) == ()
