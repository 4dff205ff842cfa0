"""Subsidy claims as xlsx: each with its figures, decision and payment, and its working."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awards.claim_page import computing_of
from awards.claim_words import CLASS_NAMES, STATES
from awards.models import Claim
from contest.core.money import show_yuan
from contest.core.tables import Column, table_xlsx

COLUMNS = (
    Column("number", "申请号", "int"),
    Column("enterprise", "企业"),
    Column("uscc", "统一社会信用代码"),
    Column("contest", "大赛"),
    Column("product", "产品"),
    Column("scheme", "补贴办法"),
    Column("scheme_version", "办法版本", "int"),
    Column("product_class", "产品类别"),
    Column("year_index", "补贴年度", "int"),
    Column("insurer", "保险公司"),
    Column("policy", "保单号"),
    Column("starts_on", "保险起期", "date"),
    Column("ends_on", "保险止期", "date"),
    Column("insured", "保险金额（元）", "money"),
    Column("contract_sum", "合同金额（元）", "money"),
    Column("invoiced", "发票保费（元）", "money"),
    Column("paid", "实付保费（元）", "money"),
    Column("user", "用户"),
    Column("state", "状态"),
    Column("submitted_at", "提交时间", "datetime"),
    Column("amount", "核定补贴（元）", "money"),
    Column("working", "计算过程"),
    Column("funded_year", "资金年度", "int"),
    Column("paid_on", "拨付日期", "date"),
    Column("reference", "凭证号"),
)


def claim_list_xlsx(claims: Sequence[Claim]) -> bytes:
    """Return the workbook of some claims."""
    return table_xlsx(COLUMNS, _rows(claims), sheet="保险补贴申请")


def _rows(claims: Sequence[Claim]) -> Iterator[dict[str, object]]:
    for claim in claims:
        yield {
            "number": claim.id,
            "enterprise": claim.enterprise.name,
            "uscc": claim.enterprise.uscc,
            "contest": claim.contest.name,
            "product": claim.product_name,
            "scheme": claim.frozen.get("name", ""),
            "scheme_version": claim.frozen.get("number"),
            "product_class": str(CLASS_NAMES[claim.product_class]),
            "year_index": claim.year_index,
            "insurer": claim.insurer,
            "policy": claim.policy_number,
            "starts_on": claim.starts_on,
            "ends_on": claim.ends_on,
            "insured": claim.insured_fen,
            "contract_sum": claim.contract_fen,
            "invoiced": claim.premium_invoiced_fen,
            "paid": claim.premium_paid_fen,
            "user": claim.user_name,
            "state": str(STATES[claim.state][0]),
            "submitted_at": claim.submitted_at,
            "amount": claim.amount_fen,
            "working": _working(claim),
            "funded_year": claim.funded_year,
            "paid_on": claim.paid_on,
            "reference": claim.payment_reference,
        }


def _working(claim: Claim) -> str:
    """Return the steps of the working that was decided, one a line; of others none."""
    if not claim.working:
        return ""
    lines = computing_of(claim, with_room=False).lines
    return "\n".join(f"{n}. {line.said} = {show_yuan(line.fen)}" for n, line in enumerate(lines, 1))
