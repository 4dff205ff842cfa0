"""The figures of a proposal: how the solution hangs together, and when what is done."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise

from contest.demo.chance import chance
from contest.demo.papers.face import BLUE, GREY, INK, LINE, PALE, WHITE, Sheet

# From the place of work to the people who act, for each challenge.
CHAINS: Mapping[str, tuple[str, str, str, str]] = {
    "metro": ("隧道现场感知", "专网回传", "病害识别与比对", "工单与复核"),
    "port": ("箱区状态采集", "堆场无线汇聚", "制冷状态判断", "派单与通知箱主"),
    "elderly": ("床旁与卫生间感知", "院区内网", "离床与跌倒判断", "护理员手表提醒"),
    "grid": ("电源与负荷测量", "快速切换装置", "源网荷储协调", "调度与录波"),
    "park": ("机组与末端计量", "园区控制网", "用气与光伏预测", "机组启停调节"),
    "university": ("瓶码与称重", "试剂柜联网", "账物与相忌校验", "提醒与处置"),
    "fishery": ("网箱与水样采集", "平台中继", "病害风险判断", "投喂与用药建议"),
    "hotline": ("来电与工单", "政务云接入", "职责检索与归并", "派单与答复"),
    "tourism": ("潮位与客流感知", "塔楼汇聚", "风险预报", "闸口与广播"),
    "guarantee": ("托盘与温度采集", "库门网关", "仓单核验", "监管与解押"),
    "hospital": ("处方与药品核对", "洁净间设备", "调配与称重", "出仓复核"),
    "water": ("压力、流量与声音", "井下无线网", "漏点反演", "开挖与核销"),
    "sanitation": ("挂臂称重与拍照", "车载终端", "异物识别", "对账与追溯"),
    "museum": ("柜内微环境监测", "库房无线网", "病害风险评估", "调湿与修复"),
}
STAGES = ("踏勘与基线测量", "安装与联调", "试运行与指标测量", "验收与移交")
MEASURED = 2  # the stage the issuer measures in stands out


def chain(
    sheet: Sheet, challenge: str, *, at: tuple[float, float], width: float, height: float = 54
) -> None:
    """Draw the four parts of the solution in a row, upper left at ``at``."""
    x, top = at
    gap = 22.0
    each = (width - 3 * gap) / 4
    lefts = [x + i * (each + gap) for i in range(4)]
    for number, (left, name) in enumerate(zip(lefts, CHAINS[challenge], strict=True), start=1):
        size = min(height / 5, each / 9)
        sheet.box(left, top - height, width=each, height=height, stroke=LINE)
        sheet.centred(left + each / 2, top - 0.42 * height, f"{number}", size=size, colour=BLUE)
        sheet.centred(left + each / 2, top - 0.76 * height, name, size=size)
    for left in lefts[:-1]:
        _arrow(sheet, left + each + 3, top - height / 2, length=gap - 6)


def _arrow(sheet: Sheet, x: float, y: float, *, length: float) -> None:
    sheet.line((x, y), (x + length - 4, y), colour=BLUE)
    path = sheet.canvas.beginPath()
    path.moveTo(x + length, y)
    path.lineTo(x + length - 6, y + 3.5)
    path.lineTo(x + length - 6, y - 3.5)
    path.close()
    sheet.canvas.setFillColorRGB(*BLUE)
    sheet.canvas.drawPath(path, fill=1, stroke=0)


def weeks(entry: str) -> tuple[int, ...]:
    """Return in which week each stage begins, and after which the last one ends."""
    draw = chance(f"weeks {entry}")
    lengths = (draw.randint(2, 3), draw.randint(3, 6), draw.randint(8, 10), draw.randint(1, 2))
    return tuple(accumulate(lengths, initial=0))


def timetable(sheet: Sheet, entry: str, *, at: tuple[float, float], width: float) -> float:
    """Draw the stages as bars over weeks, upper left at ``at``; return where the drawing ends."""
    x, top = at
    begins = weeks(entry)
    left, week = x + 130, (width - 130) / begins[-1]
    bottom = top - 24 - 26 * len(STAGES)
    for number in range(begins[-1] + 1):
        sheet.line((left + number * week, top - 18), (left + number * week, bottom))
    for number in range(1, begins[-1] + 1, 2):
        middle = left + (number - 0.5) * week
        sheet.centred(middle, top - 12, f"{number}", size=8.5, colour=GREY)
    for row, (stage, (begin, end)) in enumerate(zip(STAGES, pairwise(begins), strict=True)):
        y = top - 44 - 26 * row
        sheet.text(x, y + 4, stage, size=10, colour=INK)
        measured = row == MEASURED
        sheet.box(
            left + begin * week,
            y,
            width=(end - begin) * week,
            height=16,
            fill=BLUE if measured else PALE,
            stroke=BLUE,
            radius=3,
        )
        label = WHITE if measured else BLUE
        middle = left + (begin + end) / 2 * week
        sheet.centred(middle, y + 4.5, f"{end - begin} 周", size=8, colour=label)
    return bottom
