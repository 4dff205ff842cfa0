"""The application form of an insurance subsidy, as it is printed and filed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from awards.claim_page import PaperLine, computing_of, papers_of
from awards.documents.official import (
    Body,
    Closing,
    Fields,
    Gap,
    Heading,
    Official,
    Part,
    Signatures,
    Small,
    Subtitle,
    Table,
    Title,
    Together,
)
from awards.documents.sheet import GridColumn
from awards.models import Claim
from contest.core import clock
from contest.core.money import show_capitals, show_yuan

# Official Chinese text: not translated.
CLASSES = {
    "any": "不分类别",
    "international": "国际首台（套）",
    "domestic": "国内首台（套）",
    "provincial": "省内首台（套）",
}
PAPERS = {
    "policy": "加盖公章的保单",
    "invoice": "保费发票",
    "payment": "保费全额支付凭证",
    "contract": "销售合同或发票",
    "acceptance": "用户接受或使用证明",
}
PAPER_STATES = {"missing": "缺少", "expired": "已过期", "there": "已附"}
CHECKS = {
    "award": "属于获奖项目，奖励有效",
    "scheme": "适用的办法、地域和产品类别正确",
    "policy": "保单与产品、被保险人一致，盖章完整",
    "premium": "发票与支付凭证相符，保费已全额支付",
    "contract": "合同与保险金额相符",
    "user": "用户验收真实，与申请企业无关联",
    "year": "补贴年度连续、不重复",
    "overlap": "同一保单没有其他补贴",
}
STEPS = (GridColumn("步骤", 14), GridColumn("计算", 104, "left"), GridColumn("结果（元）", 38))
ATTACHED = (GridColumn("材料", 60, "left"), GridColumn("状态", 24), GridColumn("文件", 72, "left"))
CHECKED = (GridColumn("检查项", 78, "left"), GridColumn("核实情况", 78, "left"))


def claim_form(claim: Claim) -> Official:
    """Return the form of a submitted claim, with the working and the decisions so far."""
    title = "保险补贴申请表"
    return Official(
        f"{claim.product_name}{title}",
        title,
        list(_parts(claim)),
        claim.contest.body.name,
        _day(claim),
    )


def _day(claim: Claim) -> date:
    at = claim.submitted_at or claim.created_at
    return claim.paid_on or clock.local(claim.funded_at or at).date()


def _parts(claim: Claim) -> Iterator[Part]:
    yield Title("保险补贴申请表")
    yield Subtitle(f"（{claim.contest.name}，第 {claim.id} 号）")
    yield Gap()
    yield Heading("申请企业与产品")
    yield Fields(_product(claim))
    yield Heading("保单与金额")
    yield Fields(_policy(claim))
    yield Heading("用户")
    yield Fields(_user(claim))
    yield Heading("申请材料")
    yield Table(ATTACHED, [_paper(line) for line in papers_of(claim)])
    yield Heading("计算过程")
    yield from _working(claim)
    yield from _review(claim)
    yield Gap()
    yield Together(
        [
            Body("申请企业对以上内容和材料的真实性负责；同一保单未重复享受财政补贴。"),
            Signatures(("申请企业（盖章）", "法定代表人", "资格审核人", "资金核定人")),
            Gap(),
            Closing(claim.contest.body.name, _day(claim)),
        ]
    )


def _product(claim: Claim) -> list[tuple[str, str]]:
    frozen = claim.frozen
    source = f"{frozen.get('source_name', '')} {frozen.get('source_number', '')}".strip()
    return [
        ("企业", claim.enterprise.name),
        ("信用代码", claim.enterprise.uscc),
        ("获奖项目", claim.award.entry.title),
        ("产品名称", claim.product_name),
        ("产品类别", CLASSES[claim.product_class]),
        ("补贴办法", f"{frozen.get('name', '—')}（第 {frozen.get('number', '—')} 版）"),
        ("依据", source or "—"),
        ("补贴年度", f"第 {claim.year_index or '—'} 年"),
    ]


def _policy(claim: Claim) -> list[tuple[str, str]]:
    return [
        ("保险公司", claim.insurer),
        ("保单号", claim.policy_number),
        ("保险期间", f"{claim.starts_on or '—'} 至 {claim.ends_on or '—'}"),
        ("保险金额", _yuan(claim.insured_fen)),
        ("合同金额", _yuan(claim.contract_fen)),
        ("发票保费", _yuan(claim.premium_invoiced_fen)),
        ("实付保费", _yuan(claim.premium_paid_fen)),
    ]


def _user(claim: Claim) -> list[tuple[str, str]]:
    return [
        ("用户", claim.user_name),
        ("信用代码", claim.user_uscc),
        ("关联关系", claim.shareholding if claim.related else "无"),
        ("其他补贴", claim.other_subsidy if claim.subsidised else "无"),
    ]


def _paper(line: PaperLine) -> tuple[str, str, str]:
    name = line.paper.file.name if line.paper else "—"
    return PAPERS[line.kind], PAPER_STATES[line.state], name


def _working(claim: Claim) -> Iterator[Part]:
    computing = computing_of(claim, with_room=False)
    if computing.fen is None:
        yield Body(str(computing.unable or "尚不能计算。"), "计算过程")
        return
    rows = [
        (str(number), str(line.said), f"{show_yuan(line.fen).removesuffix(' 元')}")
        for number, line in enumerate(computing.lines, 1)
    ]
    yield Table(STEPS, rows)
    word = "核定补贴" if computing.decided else "按办法可补贴（未计年度额度）"
    yield Body(f"{word}：{show_yuan(computing.fen)}（{show_capitals(computing.fen)}）。")
    yield Small("各步不足一分的舍去；参数按提交时的办法版本固定。")


def _review(claim: Claim) -> Iterator[Part]:
    checked = [step for step in claim.steps if step.checks]
    if not checked or claim.qualified_at is None:
        return
    yield Heading("资格审核")
    rows = [(CHECKS[check], note or "符合") for check, note in checked[-1].checks.items()]
    yield Table(CHECKED, rows)
    if claim.paid_on:
        yield Heading("拨付")
        yield Fields([("日期", f"{claim.paid_on}"), ("凭证号", claim.payment_reference)])


def _yuan(fen: int | None) -> str:
    return "—" if fen is None else show_yuan(fen)
