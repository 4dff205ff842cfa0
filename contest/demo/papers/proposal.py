"""The proposal: a cover and three pages, A4."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from contest.demo.challenges import BY_KEY as CHALLENGE
from contest.demo.challenges import Indicator
from contest.demo.entries import Entry
from contest.demo.organisations import ORGANISATIONS
from contest.demo.papers.face import BLUE, GREY, INK, LINE, PALE, RED, Sheet
from contest.demo.papers.figures import chain, timetable, weeks

A4 = (595.28, 841.89)
LEFT, RIGHT, TOP = 72.0, 523.0, 770.0
WIDTH = RIGHT - LEFT
BODY = 12.0


def proposal(entry: Entry, *, font: Path) -> bytes:
    """Return the proposal as a PDF of four pages."""
    sheet = Sheet(font, title=f"{entry.title} 实施方案", size=A4)
    _cover(sheet, entry)
    for number, page in enumerate((_need_and_solution, _targets, _delivery), start=2):
        sheet.canvas.showPage()
        _furniture(sheet, entry, number)
        page(sheet, entry)
    return sheet.finish()


def _cover(sheet: Sheet, entry: Entry) -> None:
    challenge = CHALLENGE[entry.challenge]
    sheet.box(0, 560, width=A4[0], height=300, fill=BLUE, radius=0)
    sheet.text(LEFT, 770, "揭榜项目实施方案", size=16, colour=PALE)
    sheet.block(LEFT, 735, entry.title, width=WIDTH, size=26, colour=PALE, leading=1.45)
    y = 510.0
    facts = [
        ("对应榜单", challenge.title),
        ("发榜方", ORGANISATIONS[challenge.issuer].name),
        ("牵头单位", ORGANISATIONS[entry.enterprise].name),
        *(("联合体成员", ORGANISATIONS[m.organisation].name) for m in entry.members),
    ]
    for label, value in facts:
        sheet.text(LEFT, y, label, size=11, colour=GREY)
        sheet.text(LEFT + 90, y, value, size=13)
        y -= 34
    sheet.line((LEFT, y), (RIGHT, y))
    sheet.block(LEFT, y - 18, entry.summary, width=WIDTH, size=13, colour=INK, leading=1.8)
    sheet.centred(A4[0] / 2, 60, "演示文件，内容均为虚构", size=10, colour=RED)


def _furniture(sheet: Sheet, entry: Entry, number: int) -> None:
    sheet.text(LEFT, 800, entry.title, size=9, colour=GREY)
    sheet.line((LEFT, 792), (RIGHT, 792))
    sheet.centred(A4[0] / 2, 40, f"— {number} —", size=10, colour=GREY)


def _section(sheet: Sheet, y: float, heading: str, text: str) -> float:
    y = _heading(sheet, y, heading)
    return sheet.block(LEFT, y, text, width=WIDTH, size=BODY, leading=1.95) - 26


def _heading(sheet: Sheet, y: float, heading: str) -> float:
    sheet.box(LEFT, y - 16, width=4, height=16, fill=BLUE, radius=1)
    sheet.text(LEFT + 12, y - 14, heading, size=15, colour=BLUE)
    return y - 28


def _need_and_solution(sheet: Sheet, entry: Entry) -> None:
    challenge = CHALLENGE[entry.challenge]
    y = _section(sheet, TOP, "一、场景现状", challenge.pain_point)
    y = _section(sheet, y, "二、对场景需求的理解", entry.understanding)
    y = _section(sheet, y, "三、整体技术方案", entry.solution)
    chain(sheet, entry.challenge, at=(LEFT, y), width=WIDTH)
    sheet.centred(A4[0] / 2, y - 72, "图 1  方案组成与数据走向", size=10, colour=GREY)
    _section(sheet, y - 96, "四、首创性与先进性", entry.originality)


def _targets(sheet: Sheet, entry: Entry) -> None:
    challenge = CHALLENGE[entry.challenge]
    y = _heading(sheet, TOP, "五、指标响应")
    lead = "榜单指标逐条列出如下，验证数据由发榜方取得，我方提供原始记录供复核。"
    y = sheet.block(LEFT, y, lead, width=WIDTH, size=BODY, leading=1.95) - 14
    y = _table(sheet, y, challenge.indicators)
    sheet.centred(A4[0] / 2, y - 18, "表 1  榜单指标与验证方法", size=10, colour=GREY)
    y = _section(sheet, y - 44, "六、结果评价与投入产出", entry.evaluation)
    y = _section(sheet, y, "七、试验条件", challenge.resources)
    _section(sheet, y, "八、数据与安全", _SAFETY)


_SAFETY = (
    "现场采集的数据归发榜方所有，仅用于本项目；未经同意不复制、不带离、不用于其他用途。"
    "全部现场作业服从发榜方安全管理，出现异常时先恢复原状，再查原因。"
)
_COLUMNS = (("指标", 0.0), ("现状", 120.0), ("目标", 215.0), ("如何验证", 320.0))


def _table(sheet: Sheet, y: float, indicators: Sequence[Indicator]) -> float:
    """Draw the indicators as a table whose top is at ``y``; return where it ends."""
    sheet.box(LEFT, y - 24, width=WIDTH, height=24, radius=2)
    for name, offset in _COLUMNS:
        sheet.text(LEFT + 8 + offset, y - 16, name, size=10, colour=BLUE)
    y -= 24
    for indicator in indicators:
        y = _row(sheet, y, indicator)
    return y


def _row(sheet: Sheet, y: float, indicator: Indicator) -> float:
    ends = [
        sheet.block(LEFT + 8 + offset, y - 7, text, width=width - 12, size=10, leading=1.5)
        for text, (_name, offset), width in zip(
            _cells(indicator), _COLUMNS, (120, 95, 105, 131), strict=True
        )
    ]
    bottom = min(ends) - 8
    sheet.line((LEFT, bottom), (RIGHT, bottom), colour=LINE)
    return bottom


def _cells(indicator: Indicator) -> tuple[str, str, str, str]:
    now = "—" if indicator.baseline is None else f"{indicator.baseline:,} {indicator.unit}"
    target = f"{indicator.comparator} {indicator.target:,} {indicator.unit}"
    return indicator.name, now, target, indicator.verification


def _delivery(sheet: Sheet, entry: Entry) -> None:
    y = _section(sheet, TOP, "九、可实施性", entry.feasibility)
    y = _heading(sheet, y, f"十、进度安排（共 {weeks(entry.key)[-1]} 周）")
    y = timetable(sheet, entry.key, at=(LEFT, y), width=WIDTH)
    sheet.centred(A4[0] / 2, y - 18, "图 2  分阶段进度（单位：周）", size=10, colour=GREY)
    y = _section(sheet, y - 44, "十一、团队与分工", entry.team)
    for member in entry.members:
        name = ORGANISATIONS[member.organisation].name
        sheet.text(LEFT, y, f"{name}：{member.share_of_work}", size=BODY)
        y -= 22
    lead = ORGANISATIONS[entry.enterprise]
    _section(sheet, y - 6, "十二、牵头单位", f"{lead.name}，{lead.region}。{lead.profile}")
