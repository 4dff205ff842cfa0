"""Decisions on official paper: what became of an objection, and which awards are announced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awards.documents.official import (
    Body,
    Closing,
    Fields,
    Gap,
    Heading,
    Official,
    Part,
    Subheading,
    Subtitle,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn
from awards.models import Announcement, Award, Objection, ObjectionAward
from awards.noticing import NOT_A_CONTRACT
from awards.periods import day_of, written
from awards.states import ObjectionState
from contest.core.money import show_capitals, show_wan, wan_figure

# Official Chinese text: not translated.
OUTCOMES = {
    ObjectionState.NOT_ACCEPTED: "不予受理",
    ObjectionState.UPHELD: "异议成立",
    ObjectionState.REJECTED: "异议不成立",
}
COLUMNS = (
    GridColumn("序号", 11),
    GridColumn("项目", 45, "left"),
    GridColumn("企业", 45, "left"),
    GridColumn("奖项", 25),
    GridColumn("金额\n（万元）", 30),
)


def objection_decision(objection: Objection) -> Official:
    """Return the letter that tells who objected what was decided, and why."""
    return Official(
        name=f"异议处理决定书（第 {objection.number} 号）",
        title="异议处理决定书",
        parts=list(_decided(objection)),
        issuer=objection.contest.body.name,
        dated=day_of(objection.decided_at or objection.received_at),
    )


def _decided(objection: Objection) -> Iterator[Part]:
    notice = objection.notice
    yield Title("异议处理决定书")
    yield Subtitle(f"（第 {objection.number} 号）")
    yield Gap()
    yield Fields(
        [
            ("异议人", "　".join(filter(None, (objection.name, objection.organisation)))),
            ("公示", f"{notice.title}（第 {notice.number} 号）"),
            ("所涉及的奖励", "；".join(map(_named, objection.against)) or "—"),
            ("收到日期", written(day_of(objection.received_at))),
        ]
    )
    yield Gap(0.5)
    yield Heading("异议的事实和理由")
    yield from (Body(text, field="异议") for text in objection.statement.splitlines() if text)
    yield Heading("处理决定")
    yield Body(f"经调查核实，决定：{OUTCOMES[objection.state]}。")
    yield Heading("事实与理由")
    yield from (Body(text, field="理由") for text in objection.decision_reason.splitlines() if text)
    where = Body(f"对本决定不服的，可向纪检监督反映，电话：{notice.phone}。")
    day = day_of(objection.decided_at or objection.received_at)
    yield Together([where, Gap(), Closing(objection.contest.body.name, day)])


def _named(one: ObjectionAward) -> str:
    award = one.award
    return f"{award.entry.title}（{award.prize.name}，{award.enterprise.name}）"


def announcement_decision(announcement: Announcement, awards: Sequence[Award]) -> Official:
    """Return the decision that announces awards under its document's number."""
    contest, day = announcement.contest, day_of(announcement.announced_at)
    return Official(
        name=f"{contest.name}奖励发布决定（{announcement.document_number}）",
        title=f"{contest.name}奖励发布决定",
        parts=list(_announced(announcement, awards)),
        issuer=contest.body.name,
        dated=day,
    )


def _announced(announcement: Announcement, awards: Sequence[Award]) -> Iterator[Part]:
    contest = announcement.contest
    total = sum(award.amount_fen for award in awards)
    yield Title(f"关于发布{contest.name}")
    yield Title("奖励名单的决定")
    yield Subtitle(announcement.document_number)
    yield Gap()
    yield Body(
        f"{contest.name}拟奖励项目已经公示期满，无未办结的异议。现决定发布奖励名单，"
        f"共 {len(awards)} 项，奖励金额合计 {show_wan(total)}（{show_capitals(total)}）。"
    )
    yield Subheading("奖励名单")
    yield Table(COLUMNS, [_row(number, award) for number, award in enumerate(awards, 1)])
    day = day_of(announcement.announced_at)
    yield Together([Gap(0.5), Body(NOT_A_CONTRACT), Gap(), Closing(contest.body.name, day)])


def _row(number: int, award: Award) -> tuple[str | tuple[str, str], ...]:
    amount = (wan_figure(award.amount_fen), show_capitals(award.amount_fen))
    return (str(number), award.entry.title, award.enterprise.name, award.prize.name, amount)
