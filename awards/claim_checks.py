"""What speaks against a subsidy claim: findings beside each check that an officer ticks. Pure.

A finding is shown, not decided: the officer ticks the check with a note all the same, or
returns the claim. What is ``hard`` cannot be noted away: a paper that is not there, a policy
or a year that was granted already, an award that was revoked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from awards.subsidy import Facts, Parameters, Uncomputable, computed, floored
from contest.core.money import show_yuan
from contest.core.said import N_, Said


class Check(StrEnum):
    """What an officer looks at before a claim is qualified, in this order."""

    AWARD = "award"
    SCHEME = "scheme"
    POLICY = "policy"
    PREMIUM = "premium"
    CONTRACT = "contract"
    USER = "user"
    YEAR = "year"
    OVERLAP = "overlap"


class PaperState(StrEnum):
    """Whether a paper is there and still holds."""

    MISSING = "missing"
    EXPIRED = "expired"
    THERE = "there"


# Which check a paper belongs to.
CHECK_OF_PAPER: dict[str, Check] = {
    "policy": Check.POLICY,
    "invoice": Check.PREMIUM,
    "payment": Check.PREMIUM,
    "contract": Check.CONTRACT,
    "acceptance": Check.USER,
}
PAPERS: dict[str, Said] = {
    "policy": N_("加盖公章的保单"),
    "invoice": N_("保费发票"),
    "payment": N_("保费全额支付凭证"),
    "contract": N_("销售合同或发票"),
    "acceptance": N_("用户接受或使用证明"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that speaks against a check."""

    check: Check
    said: Said
    hard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when until when a scheme's version holds, and for whom."""

    first: date | None
    last: date | None
    region_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who claims and who uses the product: credit codes, legal representatives, declared ties."""

    own_uscc: str
    member_usccs: frozenset[str]
    user_uscc: str
    own_legal_rep: str
    user_legal_rep: str
    related: bool
    shareholding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Other claims: of this product and scheme by year, and of the same policy."""

    granted_years: frozenset[int]
    open_years: frozenset[int]
    policy_granted: bool
    policy_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the checks look at."""

    today: date
    award_stands: bool
    starts_on: date
    ends_on: date
    facts: Facts
    parameters: Parameters
    validity: Validity
    parties: Parties
    others: Others
    papers: Mapping[str, PaperState]
    subsidised: bool


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what speaks against a claim, by check in their order."""
    found = [finding for source in _SOURCES for finding in source(case)]
    order = list(Check)
    return tuple(sorted(found, key=lambda finding: order.index(finding.check)))


def _of_award(case: Case) -> Iterator[Finding]:
    if not case.award_stands:
        yield Finding(Check.AWARD, N_("奖励已撤销或尚未确认。"), hard=True)


def _of_scheme(case: Case) -> Iterator[Finding]:
    try:
        computed(case.parameters, case.facts)
    except Uncomputable as unable:
        yield Finding(Check.SCHEME, unable.reason, hard=True)
    first, last = case.validity.first, case.validity.last
    if (first and case.starts_on < first) or (last and case.starts_on > last):
        values = {"day": case.starts_on, "first": first or "—", "last": last or "—"}
        said = N_("保险起期 %(day)s 不在办法的有效期（%(first)s 至 %(last)s）内。", **values)
        yield Finding(Check.SCHEME, said)
    if case.validity.region_note:
        said = N_("办法的地域要求：%(note)s。", note=case.validity.region_note)
        yield Finding(Check.SCHEME, said)


def _of_papers(case: Case) -> Iterator[Finding]:
    for kind, check in CHECK_OF_PAPER.items():
        state = case.papers.get(kind, PaperState.MISSING)
        if state is PaperState.MISSING:
            yield Finding(check, N_("缺少材料：%(name)s。", name=PAPERS[kind]), hard=True)
        elif state is PaperState.EXPIRED:
            yield Finding(check, N_("材料已过有效期：%(name)s。", name=PAPERS[kind]), hard=True)


def _of_premium(case: Case) -> Iterator[Finding]:
    paid, invoiced = case.facts.premium_paid_fen, case.facts.premium_invoiced_fen
    values = {"paid": show_yuan(paid), "invoiced": show_yuan(invoiced)}
    if paid < invoiced:
        yield Finding(
            Check.PREMIUM, N_("保费未全额支付：已付 %(paid)s，发票 %(invoiced)s。", **values)
        )
    if paid > invoiced:
        yield Finding(Check.PREMIUM, N_("已付保费 %(paid)s 多于发票金额 %(invoiced)s。", **values))


def _of_contract(case: Case) -> Iterator[Finding]:
    multiple, most = case.parameters.most_multiple, case.parameters.most_insured_fen
    insured = case.facts.insured_fen
    if multiple is not None and insured > floored(case.facts.contract_fen * Fraction(multiple)):
        said = N_(
            "保险金额超过合同金额的 %(n)s 倍，超出部分不计入。", n=f"{multiple.normalize():f}"
        )
        yield Finding(Check.CONTRACT, said)
    if most is not None and insured > most:
        said = N_("保险金额超过 %(most)s，超出部分不计入。", most=show_yuan(most))
        yield Finding(Check.CONTRACT, said)


def _of_user(case: Case) -> Iterator[Finding]:
    parties = case.parties
    if parties.user_uscc == parties.own_uscc:
        yield Finding(Check.USER, N_("用户与申请企业是同一单位（信用代码相同）。"))
    if parties.user_uscc in parties.member_usccs:
        yield Finding(Check.USER, N_("用户是获奖项目联合体的成员。"))
    same = parties.own_legal_rep == parties.user_legal_rep
    if same and parties.own_legal_rep:
        yield Finding(Check.USER, N_("用户与申请企业的法定代表人同名。"))
    if parties.related:
        said = N_("企业申报与用户有股权或控制关系：%(what)s", what=parties.shareholding)
        yield Finding(Check.USER, said)


def _of_year(case: Case) -> Iterator[Finding]:
    index, others = case.facts.year_index, case.others
    if index in others.granted_years:
        yield Finding(Check.YEAR, N_("本产品第 %(n)s 年的补贴已核定过。", n=index), hard=True)
    elif index in others.open_years:
        yield Finding(Check.YEAR, N_("本产品第 %(n)s 年另有一份申请在办。", n=index))
    gaps = [str(n) for n in range(1, index) if n not in others.granted_years]
    if gaps:
        said = N_("年度不连续：系统中没有第 %(years)s 年的补贴记录。", years="、".join(gaps))
        yield Finding(Check.YEAR, said)


def _of_overlap(case: Case) -> Iterator[Finding]:
    if case.subsidised:
        yield Finding(Check.OVERLAP, N_("企业申报同一保单已获其他财政补贴。"), hard=True)
    if case.others.policy_granted:
        yield Finding(Check.OVERLAP, N_("同一保单号已在另一份申请中核定补贴。"), hard=True)
    elif case.others.policy_open:
        yield Finding(Check.OVERLAP, N_("同一保单号另有一份申请在办。"))


_SOURCES = (
    _of_award,
    _of_scheme,
    _of_papers,
    _of_premium,
    _of_contract,
    _of_user,
    _of_year,
    _of_overlap,
)
