"""The slides of the talk: four pages, 16 to 9."""

from __future__ import annotations

from pathlib import Path

from contest.demo.challenges import BY_KEY as CHALLENGE
from contest.demo.entries import Entry
from contest.demo.organisations import ORGANISATIONS
from contest.demo.papers.face import BLUE, GREY, PALE, WHITE, Sheet
from contest.demo.papers.figures import chain

WIDE = (960.0, 540.0)
LEFT = 64.0
WIDTH = WIDE[0] - 2 * LEFT


def slides(entry: Entry, *, font: Path) -> bytes:
    """Return the slides as a PDF of four pages."""
    sheet = Sheet(font, title=f"{entry.title} 路演材料", size=WIDE)
    _opening(sheet, entry)
    for number, page in enumerate((_need, _solution, _results), start=2):
        sheet.canvas.showPage()
        page(sheet, entry)
        _foot(sheet, entry, number)
    return sheet.finish()


def _opening(sheet: Sheet, entry: Entry) -> None:
    sheet.box(0, 0, width=WIDE[0], height=WIDE[1], fill=BLUE, radius=0)
    sheet.text(LEFT, 430, CHALLENGE[entry.challenge].title, size=18, colour=PALE)
    y = sheet.block(LEFT, 400, entry.title, width=WIDTH, size=38, colour=WHITE, leading=1.4)
    sheet.block(LEFT, y - 24, entry.summary, width=WIDTH, size=18, colour=PALE)
    sheet.text(LEFT, 70, ORGANISATIONS[entry.enterprise].name, size=18, colour=WHITE)


def _need(sheet: Sheet, entry: Entry) -> None:
    challenge = CHALLENGE[entry.challenge]
    _heading(sheet, "难在哪里")
    first = challenge.indicators[0]
    now = "尚无数据" if first.baseline is None else f"{first.baseline:,} {first.unit}"
    _figure(sheet, LEFT, label=f"现状：{first.name}", value=now)
    goal = f"{first.comparator} {first.target:,} {first.unit}"
    _figure(sheet, LEFT + 300, label="榜单目标", value=goal)
    sheet.block(LEFT, 270, entry.understanding, width=WIDTH, size=23, leading=1.75)


def _figure(sheet: Sheet, x: float, *, label: str, value: str) -> None:
    sheet.box(x, 300, width=270, height=110)
    sheet.text(x + 20, 376, label, size=14, colour=GREY)
    sheet.text(x + 20, 322, value, size=30, colour=BLUE)


def _solution(sheet: Sheet, entry: Entry) -> None:
    _heading(sheet, "怎么做")
    chain(sheet, entry.challenge, at=(LEFT, 412), width=WIDTH, height=84)
    y = sheet.block(LEFT, 308, entry.solution, width=WIDTH, size=22, leading=1.7)
    sheet.block(LEFT, y - 18, entry.originality, width=WIDTH, size=22, colour=BLUE, leading=1.7)


def _results(sheet: Sheet, entry: Entry) -> None:
    _heading(sheet, "能做到什么")
    y = 400.0
    for title, text in (
        ("结果", entry.evaluation),
        ("落地", entry.feasibility),
        ("团队", entry.team),
    ):
        sheet.text(LEFT, y - 24, title, size=19, colour=BLUE)
        y = sheet.block(LEFT + 70, y, text, width=WIDTH - 70, size=19, leading=1.65) - 24


def _heading(sheet: Sheet, heading: str) -> None:
    sheet.text(LEFT, 455, heading, size=30, colour=BLUE)
    sheet.line((LEFT, 436), (WIDE[0] - LEFT, 436))


def _foot(sheet: Sheet, entry: Entry, number: int) -> None:
    name = ORGANISATIONS[entry.enterprise].name
    sheet.text(LEFT, 28, f"{name}（演示文件，内容均为虚构）", size=11, colour=GREY)
    sheet.centred(WIDE[0] - LEFT, 28, f"{number}", size=11, colour=GREY)
