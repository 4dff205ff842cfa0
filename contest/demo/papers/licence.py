"""A business licence that nobody could take for a real one."""

from __future__ import annotations

from pathlib import Path

from contest.demo.entries import Entry
from contest.demo.organisations import ORGANISATIONS, Organisation
from contest.demo.papers.face import GOLD, GREY, RED, Sheet

SIZE = (841.89, 595.28)
LEFT = 110.0


def licence(entry: Entry, *, font: Path) -> bytes:
    """Return the lead's licence as a PDF of one page, A4 across."""
    enterprise = ORGANISATIONS[entry.enterprise]
    sheet = Sheet(font, title=f"{enterprise.name} 营业执照（演示样张）", size=SIZE)
    _frame(sheet)
    sheet.centred(SIZE[0] / 2, 478, "营业执照", size=40)
    sheet.centred(SIZE[0] / 2, 448, "（演示样张）", size=14, colour=RED)
    sheet.text(LEFT, 410, f"统一社会信用代码  {enterprise.code}", size=13)
    y = 368.0
    for label, value in _facts(enterprise):
        sheet.text(LEFT, y - 14, label, size=13, colour=GREY)
        y = sheet.block(LEFT + 110, y, value, width=500, size=14, leading=1.6) - 12
    _watermark(sheet)
    return sheet.finish()


def _facts(enterprise: Organisation) -> list[tuple[str, str]]:
    kind = "股份有限公司" if "股份" in enterprise.name else "有限责任公司"
    return [
        ("名　　称", enterprise.name),
        ("类　　型", kind),
        ("法定代表人", enterprise.representative),
        ("住　　所", enterprise.region),
        ("经营范围", enterprise.profile),
        ("登记机关", f"{enterprise.region}市场监督管理局（虚构）"),
    ]


def _frame(sheet: Sheet) -> None:
    for inset, width in ((36, 3.0), (44, 0.8)):
        sheet.canvas.setStrokeColorRGB(*GOLD)
        sheet.canvas.setLineWidth(width)
        sheet.canvas.rect(inset, inset, SIZE[0] - 2 * inset, SIZE[1] - 2 * inset)


def _watermark(sheet: Sheet) -> None:
    sheet.canvas.saveState()
    sheet.canvas.translate(SIZE[0] / 2, 210)
    sheet.canvas.rotate(18)
    sheet.canvas.setFillAlpha(0.1)
    sheet.centred(0, 0, "演示数据　非真实证照", size=58, colour=RED)
    sheet.canvas.restoreState()
