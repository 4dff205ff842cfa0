"""The three-party task agreement (联合攻关任务书) as an official document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from awards.agreement_clauses import BY_HAND, NO_CONTRACT
from awards.agreement_content import deviations, money_lines, ownership, total_of
from awards.documents import official as doc
from awards.documents.sheet import GridColumn
from awards.models import AgreementVersion
from contest.core.clock import local
from contest.core.money import show_capitals, show_wan

INDICATORS = (
    GridColumn("指标", 34, "left"),
    GridColumn("现状", 26),
    GridColumn("目标", 34),
    GridColumn("如何验证", 62, "left"),
)
MILESTONES = (GridColumn("序号", 14), GridColumn("里程碑", 106, "left"), GridColumn("到期日", 36))
MONEY = (GridColumn("来源", 50, "left"), GridColumn("金额", 50), GridColumn("说明", 56, "left"))
PEOPLE = (
    GridColumn("角色", 40, "left"),
    GridColumn("单位", 56, "left"),
    GridColumn("职责", 60, "left"),
)
MEMBERS = (
    GridColumn("联合体成员", 56, "left"),
    GridColumn("统一社会信用代码", 50),
    GridColumn("分工", 50, "left"),
)


def agreement_official(version: AgreementVersion) -> doc.Official:
    """Return a version of a task agreement, to be printed and signed by hand."""
    content = version.content
    made_on = local(version.made_at).date()
    return doc.Official(
        f"{content['title']}联合攻关任务书第{version.number}版",
        f"{content['title']}联合攻关任务书",
        tuple(_parts(version, content, made_on)),
        issuer=content["parties"]["organizer"],
        dated=made_on,
    )


def _parts(version: AgreementVersion, content: Any, made_on: date) -> Iterator[doc.Part]:
    yield doc.Title("联合攻关任务书")
    yield doc.Subtitle(f"（{version.agreement.number}　第 {version.number} 版）")
    yield doc.Gap()
    yield doc.Body(NO_CONTRACT)
    yield doc.Heading("签约各方")
    yield from _parties(content)
    yield doc.Heading("攻关目标和内容")
    yield doc.Body(f"目标：{content['aim']}", "攻关目标")
    yield doc.Body(f"内容：{content['task']}", "攻关内容")
    yield doc.Body(f"期限：{content['begins']} 至 {content['ends']}。")
    yield doc.Heading("考核指标")
    yield from _indicators(version, content)
    yield doc.Heading("里程碑")
    yield from _milestones(content)
    yield doc.Heading("经费")
    yield from _money(content["money"])
    yield doc.Heading("人员分工")
    yield from _people(content)
    yield doc.Heading("知识产权归属")
    yield doc.Body(ownership(content), "知识产权归属")
    yield doc.Heading("包容条款")
    yield doc.Body(content["tolerance"], "包容条款")
    yield from _signatures(version, content, made_on)


def _parties(content: Any) -> Iterator[doc.Part]:
    parties = content["parties"]
    yield doc.Fields(
        [
            ("组织方", parties["organizer"]),
            ("发榜方", f"{parties['issuer']}（{parties['issuer_code']}）"),
            ("揭榜方", f"{parties['enterprise']}（{parties['enterprise_code']}）"),
            ("榜单", content["challenge"]),
            ("项目", content["title"]),
        ]
    )
    if parties["members"]:
        rows = [(one["name"], one["uscc"], one["work"]) for one in parties["members"]]
        yield doc.Gap(0.5)
        yield doc.Table(MEMBERS, rows)


def _indicators(version: AgreementVersion, content: Any) -> Iterator[doc.Part]:
    rows = [
        (
            one["name"],
            f"{one['baseline']} {one['unit']}".strip() if one["baseline"] else "—",
            f"{one['comparator']} {one['target']} {one['unit']}".strip(),
            one["verification"] or "—",
        )
        for one in content["indicators"]
    ]
    yield doc.Table(INDICATORS, rows)
    found = deviations(version.agreement.origin["indicators"], content["indicators"])
    if not found:
        yield doc.Small("以上指标与榜单公布的一致。")
    for one in found:
        asked, agreed = one.asked or "榜单中没有", one.agreed or "不再考核"
        yield doc.Small(
            f"与榜单不同：“{one.name}”，榜单：{asked}；本任务书：{agreed}。", "指标差异"
        )


def _milestones(content: Any) -> Iterator[doc.Part]:
    rows = [
        (str(number), one["title"], str(one["due"]))
        for number, one in enumerate(content["milestones"], 1)
    ]
    yield doc.Table(MILESTONES, rows) if rows else doc.Body("（待约定）")


def _money(money: Any) -> Iterator[doc.Part]:
    *amounts, (_label, note) = money_lines(money)
    rows = [(label, amount, "") for label, amount in amounts]
    total = total_of(money)
    yield doc.Table(MONEY, [*rows, ("合计", show_wan(total), show_capitals(total))])
    if note:
        yield doc.Body(note, "经费说明")


def _people(content: Any) -> Iterator[doc.Part]:
    rows = [(one["role"], one["organisation"], one["duty"]) for one in content["people"]]
    yield doc.Table(PEOPLE, rows) if rows else doc.Body("（待约定）")


def _signatures(version: AgreementVersion, content: Any, made_on: date) -> Iterator[doc.Part]:
    labels = ("组织方（盖章）", "负责人", "发榜方（盖章）", "负责人", "揭榜方（盖章）", "负责人")
    members = [f"{one['name']}（盖章）" for one in content["parties"]["members"]]
    yield doc.Together(
        (
            doc.Heading("签署"),
            doc.Body(BY_HAND),
            doc.Small(f"本版内容摘要：sha256:{version.digest}"),
            doc.Gap(),
            doc.Signatures(labels),
            *([doc.Signatures(members, abreast=1)] if members else []),
            doc.Gap(),
            doc.Signatures(("签署日期",)),
        )
    )
