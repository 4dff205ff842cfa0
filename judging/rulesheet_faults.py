"""What keeps a rule sheet from being saved, sealed, or put in an earlier one's place. Pure.

These are hard limits; what is merely doubtful is for ``judging.rule_linter``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from contest.core.said import N_, Said
from judging.rules import DECIDED_BY_PEOPLE, SHARE, Trim
from judging.rulesheet import DIMENSIONS, Content, Line, number_text

WHOLE = Decimal(100)
MOST_DECIMALS = 2  # scores are kept in whole hundredths
NAMES = {"technical": N_("技术维度"), "commercial": N_("商务维度")}


def faults(content: Content) -> tuple[Said, ...]:
    """Return every reason why the content cannot be a rule sheet; none if it can."""
    return (
        *_weight_faults(content),
        *(fault for line in content.lines for fault in _line_faults(line)),
        *_name_faults(content),
        *_trim_faults(content),
        *_tie_faults(content),
        *_quorum_faults(content),
    )


def changes_to_marks(old: Content, new: Content) -> tuple[Said, ...]:
    """Return why marks given by ``old`` cannot be read by ``new``; none if they can.

    Weights, trimming, rounding, ties, quorum, wording and bands may change; what a
    mark is given on, its maximum and its step may not.
    """
    before = {line.key: line for line in old.lines}
    after = {line.key: line for line in new.lines}
    gone = [
        N_("已有评分，不能删除评分项“%(name)s”。", name=before[key].name)
        for key in before
        if key not in after
    ]
    come = [
        N_("已有评分，不能新增评分项“%(name)s”。", name=after[key].name)
        for key in after
        if key not in before
    ]
    both = [key for key in before if key in after]
    other = [
        N_("已有评分，不能改变“%(name)s”的满分、步长或所属维度。", name=before[key].name)
        for key in both
        if _scale(before[key]) != _scale(after[key])
    ]
    return (*gone, *come, *other)


def _scale(line: Line) -> tuple[Decimal, Decimal, str]:
    return line.top, line.step, line.dimension


def _weight_faults(content: Content) -> Iterator[Said]:
    total = content.technical_weight + content.commercial_weight
    if total != WHOLE:
        yield N_(
            "技术与商务两个维度的权重合计应为 100，现在是 %(total)s。", total=number_text(total)
        )
    for dimension in DIMENSIONS:
        weight, lines = content.weight_of(dimension), content.lines_of(dimension)
        found = sum((line.weight for line in lines), Decimal(0))
        if weight <= 0:
            yield N_("%(dimension)s的权重应大于 0。", dimension=NAMES[dimension])
        if found != weight:
            yield N_(
                "%(dimension)s的权重是 %(weight)s，其评分项的权重合计是 %(found)s，两者应相等。",
                dimension=NAMES[dimension],
                weight=number_text(weight),
                found=number_text(found),
            )


def _line_faults(line: Line) -> Iterator[Said]:
    if line.top <= 0 or line.step <= 0 or line.weight <= 0:
        yield N_("评分项“%(name)s”的满分、步长和权重都应大于 0。", name=line.name)
    elif line.top % line.step:
        yield N_("评分项“%(name)s”的满分应是步长的整数倍。", name=line.name)
    else:
        yield from _band_faults(line)


def _band_faults(line: Line) -> Iterator[Said]:
    if not line.bands:
        return
    if line.bands[0].low != 0:
        yield N_("评分项“%(name)s”的第一档应从 0 分起。", name=line.name)
    if any(band.low % line.step for band in line.bands):
        yield N_("评分项“%(name)s”各档的起始分应是步长的整数倍。", name=line.name)
    if any(band.low > band.high for band in line.bands):
        yield N_("评分项“%(name)s”各档应从低到高填写，且都不超过满分。", name=line.name)


def _name_faults(content: Content) -> Iterator[Said]:
    for name, times in Counter(line.name for line in content.lines).items():
        if times > 1:
            yield N_("有 %(n)s 个评分项都叫“%(name)s”，请改成不同的名称。", n=times, name=name)
    for key, times in Counter(line.key for line in content.lines).items():
        if times > 1:
            yield N_("评分项代码“%(key)s”重复，请删除其中一项后重新添加。", key=key)


def _trim_faults(content: Content) -> Iterator[Said]:
    if not 0 <= content.decimals <= MOST_DECIMALS:
        yield N_("得分保留的小数位数应为 0 到 %(most)s。", most=MOST_DECIMALS)
    if content.trim is Trim.NONE:
        return
    if content.trim_each_end < 1:
        yield N_("去掉最高分、最低分时，两端至少各去掉 1 个。")
    elif content.min_to_trim <= 2 * content.trim_each_end:
        least = 2 * content.trim_each_end + 1
        yield N_(
            "两端各去掉 %(each)s 个，至少要有 %(least)s 份评分表才去。",
            each=content.trim_each_end,
            least=least,
        )


def _tie_faults(content: Content) -> Iterator[Said]:
    known = {
        SHARE,
        *DECIDED_BY_PEOPLE,
        *(f"dimension:{name}" for name in DIMENSIONS),
        *(f"criterion:{line.key}" for line in content.lines),
    }
    if any(step not in known for step in content.ties):
        yield N_("同分处理中有一步指向已删除的评分项，请重新选择。")
    if any(times > 1 for times in Counter(content.ties).values()):
        yield N_("同分处理的每一步只能出现一次。")
    if not content.ties or SHARE in content.ties[:-1]:
        yield N_("同分处理至少要有一步；“名次并列”只能是最后一步。")


def _quorum_faults(content: Content) -> Iterator[Said]:
    if content.quorum < 1:
        yield N_("每个项目至少要有 1 份有效评分表。")
    if min(content.quorum_technical, content.quorum_commercial) < 0:
        yield N_("技术、商务评委的最少人数不能是负数。")
    if content.pass_mark is not None and not 0 <= content.pass_mark <= WHOLE:
        yield N_("及格线应在 0 到 100 之间；不设及格线请留空。")
