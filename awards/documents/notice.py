"""A publicity notice on official paper: words, period, list, whom to object to, and the head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awards.documents.official import (
    Body,
    Closing,
    Gap,
    Official,
    Part,
    Qr,
    Small,
    Subheading,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn, Text
from awards.models import Notice, NoticeLine
from awards.noticing import CHANGES, code_of, period_of, uncovered_of
from awards.periods import day_of
from contest.core.money import show_capitals, wan_figure

COLUMNS = (
    GridColumn("序号", 11),
    GridColumn("项目", 37, "left"),
    GridColumn("企业", 37, "left"),
    GridColumn("榜单", 32, "left"),
    GridColumn("奖项", 15),
    GridColumn("金额\n（万元）", 24),
)


def notice_document(notice: Notice, lines: Sequence[NoticeLine], address: str) -> Official:
    """Return the notice with the lines as a document; ``address`` is where its page stands."""
    dated = day_of(notice.published_at or notice.drafted_at)
    return Official(
        name=f"{notice.title}（第 {notice.number} 号）",
        title=notice.title,
        parts=list(_parts(notice, lines, address)),
        issuer=notice.contest.body.name,
        dated=dated,
    )


def _parts(notice: Notice, lines: Sequence[NoticeLine], address: str) -> Iterator[Part]:
    yield Title(notice.title)
    yield Gap()
    if notice.state == "withdrawn":
        yield Body(f"（本公示已撤回：{notice.withdraw_reason}）", field="撤回原因")
    yield from (Body(text) for text in notice.text.splitlines() if text.strip())
    yield Body(period_of(notice))
    if not notice.covered:
        yield Body(uncovered_of(notice))
    yield Body(f"监督电话：{notice.phone}。", field="监督电话")
    if lines:
        yield Subheading("更正的项目" if notice.kind == "correction" else "拟奖励项目")
        yield Table(COLUMNS, [_cells(line, notice) for line in lines])
    yield Together(list(_closing(notice, address)))


def _closing(notice: Notice, address: str) -> Iterator[Part]:
    """Yield what proves a notice with who issues it, who never stands alone on a page."""
    yield Gap(0.5)
    yield Qr(address, f"扫码查看本公示并提出异议：{address}")
    if code := code_of(notice):
        yield Small(f"操作日志链头：{code}")
    yield Gap()
    yield Closing(notice.contest.body.name, day_of(notice.published_at or notice.drafted_at))


def _cells(line: NoticeLine, notice: Notice) -> tuple[Text, ...]:
    amount = (wan_figure(line.amount_fen), show_capitals(line.amount_fen))
    says = CHANGES[line.change] if notice.kind == "correction" else ""
    prize = (line.prize, says) if says else line.prize
    names = (line.entry_title, line.enterprise, line.challenge)
    return (str(line.position), *names, prize, amount)
