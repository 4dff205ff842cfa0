"""The credit pledge (信用承诺书), signed and stamped where the entry has it so."""

from __future__ import annotations

from math import cos, pi, sin
from pathlib import Path

from contest.demo.challenges import BY_KEY as CHALLENGE
from contest.demo.entries import Entry
from contest.demo.organisations import ORGANISATIONS
from contest.demo.papers.face import GREY, RED, Sheet
from contest.demo.papers.proposal import A4, LEFT, WIDTH

# Refused for this very reason.
NOT_STAMPED = "university-zhixu"
NON_ZERO = 1  # reportlab's way of filling what lines cross

CLAUSES = (
    "所提交的材料真实、完整、有效，不含他人商业秘密，不侵犯他人知识产权。",
    "未被列入失信被执行人、重大税收违法失信主体和政府采购严重违法失信行为记录名单，并同意组织单位核查。",
    "近三年未发生重大安全事故和重大环境事故。",
    "遵守大赛规则，不与评审专家、其他揭榜单位私下接触，不影响评审独立。",
    "使用发榜方数据时遵守保密约定和个人信息保护的规定，项目结束后按约定删除。",
    "如有不实，自愿退出大赛、退回奖励，并承担相应责任。",
)


def pledge(entry: Entry, *, font: Path) -> bytes:
    """Return the lead's pledge as a PDF of one page."""
    enterprise = ORGANISATIONS[entry.enterprise]
    sheet = Sheet(font, title=f"{enterprise.name} 信用承诺书", size=A4)
    sheet.centred(A4[0] / 2, 740, "信用承诺书", size=24)
    opening = f"本单位揭榜“{CHALLENGE[entry.challenge].title}”，郑重承诺："
    y = sheet.block(LEFT, 695, opening, width=WIDTH, size=13, leading=1.9) - 10
    for number, clause in enumerate(CLAUSES, start=1):
        y = sheet.block(LEFT, y, f"{number}. {clause}", width=WIDTH, size=13, leading=1.9) - 6
    y -= 40
    sheet.text(LEFT + 150, y, f"承诺单位：{enterprise.name}", size=13)
    sheet.text(LEFT + 150, y - 34, f"法定代表人：{enterprise.representative}", size=13)
    if entry.key != NOT_STAMPED:
        _seal(sheet, LEFT + 345, y - 52)
    sheet.centred(A4[0] / 2, 60, "演示文件，印章与签名均为虚构", size=10, colour=GREY)
    return sheet.finish()


def _seal(sheet: Sheet, x: float, y: float) -> None:
    """Draw a round seal with a star around ``x``, ``y``, half transparent."""
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setFillAlpha(0.75)
    canvas.setStrokeAlpha(0.75)
    canvas.setStrokeColorRGB(*RED)
    canvas.setLineWidth(2.4)
    canvas.circle(x, y, 52)
    path = canvas.beginPath()
    for corner in range(5):
        angle = pi / 2 + corner * 4 * pi / 5
        (path.lineTo if corner else path.moveTo)(x + 15 * cos(angle), y + 6 + 15 * sin(angle))
    path.close()
    canvas.setFillColorRGB(*RED)
    canvas.drawPath(path, fill=1, stroke=0, fillMode=NON_ZERO)
    sheet.centred(x, y - 28, "演示专用章", size=12, colour=RED)
    canvas.restoreState()
