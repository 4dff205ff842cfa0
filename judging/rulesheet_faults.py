"""What keeps a rule sheet from being saved, sealed, or put in an earlier one's place. Pure.

These are hard limits; what is merely doubtful is for ``judging.rule_linter``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from judging.rules import DECIDED_BY_PEOPLE, SHARE, Trim
from judging.rulesheet import DIMENSIONS, Content, Line, number_text

WHOLE = Decimal(100)
MOST_DECIMALS = 2  # scores are kept in whole hundredths
NAMES = {"technical": "技术维度", "commercial": "商务维度"}


def faults(content: Content) -> tuple[str, ...]:
    """Return every reason why the content cannot be a rule sheet; none if it can."""
    return (
        *_weight_faults(content),
        *(fault for line in content.lines for fault in _line_faults(line)),
        *_name_faults(content),
        *_trim_faults(content),
        *_tie_faults(content),
        *_quorum_faults(content),
    )


def changes_to_marks(old: Content, new: Content) -> tuple[str, ...]:
    """Return why marks given by ``old`` cannot be read by ``new``; none if they can.

    Weights, trimming, rounding, ties, quorum, wording and bands may change; what a
    mark is given on, its maximum and its step may not.
    """
    before = {line.key: line for line in old.lines}
    after = {line.key: line for line in new.lines}
    gone = [f"已有评分，不能删除评分项“{before[k].name}”。" for k in before if k not in after]
    come = [f"已有评分，不能新增评分项“{after[k].name}”。" for k in after if k not in before]
    both = [key for key in before if key in after]
    other = [
        f"已有评分，不能改变“{before[key].name}”的满分、步长或所属维度。"
        for key in both
        if _scale(before[key]) != _scale(after[key])
    ]
    return (*gone, *come, *other)


def _scale(line: Line) -> tuple[Decimal, Decimal, str]:
    return line.top, line.step, line.dimension


def _weight_faults(content: Content) -> Iterator[str]:
    total = content.technical_weight + content.commercial_weight
    if total != WHOLE:
        yield f"技术与商务两个维度的权重合计应为 100，现在是 {number_text(total)}。"
    for dimension in DIMENSIONS:
        weight, lines = content.weight_of(dimension), content.lines_of(dimension)
        found = sum((line.weight for line in lines), Decimal(0))
        if weight <= 0:
            yield f"{NAMES[dimension]}的权重应大于 0。"
        if found != weight:
            yield (
                f"{NAMES[dimension]}的权重是 {number_text(weight)}，"
                f"其评分项的权重合计是 {number_text(found)}，两者应相等。"
            )


def _line_faults(line: Line) -> Iterator[str]:
    if line.top <= 0 or line.step <= 0 or line.weight <= 0:
        yield f"评分项“{line.name}”的满分、步长和权重都应大于 0。"
    elif line.top % line.step:
        yield f"评分项“{line.name}”的满分应是步长的整数倍。"
    else:
        yield from _band_faults(line)


def _band_faults(line: Line) -> Iterator[str]:
    if not line.bands:
        return
    if line.bands[0].low != 0:
        yield f"评分项“{line.name}”的第一档应从 0 分起。"
    if any(band.low % line.step for band in line.bands):
        yield f"评分项“{line.name}”各档的起始分应是步长的整数倍。"
    if any(band.low > band.high for band in line.bands):
        yield f"评分项“{line.name}”各档应从低到高填写，且都不超过满分。"


def _name_faults(content: Content) -> Iterator[str]:
    for name, times in Counter(line.name for line in content.lines).items():
        if times > 1:
            yield f"有 {times} 个评分项都叫“{name}”，请改成不同的名称。"
    for key, times in Counter(line.key for line in content.lines).items():
        if times > 1:
            yield f"评分项代码“{key}”重复，请删除其中一项后重新添加。"


def _trim_faults(content: Content) -> Iterator[str]:
    if not 0 <= content.decimals <= MOST_DECIMALS:
        yield f"得分保留的小数位数应为 0 到 {MOST_DECIMALS}。"
    if content.trim is Trim.NONE:
        return
    if content.trim_each_end < 1:
        yield "去掉最高分、最低分时，两端至少各去掉 1 个。"
    elif content.min_to_trim <= 2 * content.trim_each_end:
        least = 2 * content.trim_each_end + 1
        yield f"两端各去掉 {content.trim_each_end} 个，至少要有 {least} 份评分表才去。"


def _tie_faults(content: Content) -> Iterator[str]:
    known = {
        SHARE,
        *DECIDED_BY_PEOPLE,
        *(f"dimension:{name}" for name in DIMENSIONS),
        *(f"criterion:{line.key}" for line in content.lines),
    }
    if any(step not in known for step in content.ties):
        yield "同分处理中有一步指向已删除的评分项，请重新选择。"
    if any(times > 1 for times in Counter(content.ties).values()):
        yield "同分处理的每一步只能出现一次。"
    if not content.ties or SHARE in content.ties[:-1]:
        yield "同分处理至少要有一步；“名次并列”只能是最后一步。"


def _quorum_faults(content: Content) -> Iterator[str]:
    if content.quorum < 1:
        yield "每个项目至少要有 1 份有效评分表。"
    if min(content.quorum_technical, content.quorum_commercial) < 0:
        yield "技术、商务评委的最少人数不能是负数。"
    if content.pass_mark is not None and not 0 <= content.pass_mark <= WHOLE:
        yield "及格线应在 0 到 100 之间；不设及格线请留空。"
