"""The catalogue's own conditions, checked against a product: findings are shown, never decided.

Pure. What a finding says is official Chinese text, kept with the decision: not translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

# Characters 3 to 8 are the district of registration (GB 32100-2015, 4.2; GB/T 2260).
REGION_AT = slice(2, 8)


class Check(StrEnum):
    """How a condition is checked: from what is on record, or by what a person declares."""

    REGION = "region"
    OWN_IP = "own_ip"
    LISTED_ONCE = "listed_once"
    DECLARED = "declared"


class Verdict(StrEnum):
    """What a check gives. Unknown is no conflict: somebody has to look."""

    MET = "met"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a year's catalogue. ``parameter`` is the region's code, for that check."""

    wording: str
    check: Check
    parameter: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a product on a day.

    ``listed`` names other listings of the same product (``2024 年第 2024-003 号``);
    ``answers`` are a person's verdict and note by the wording of the condition.
    """

    enterprise: str
    today: date
    uscc: str = ""
    ip_number: str = ""
    ip_holder: str = ""
    ip_until: date | None = None
    listed: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition, what its check gave, why, and where the condition stands."""

    wording: str
    verdict: Verdict
    words: str
    source: str

    def kept(self) -> dict[str, Any]:
        """Return the finding as a decision keeps it."""
        return {**asdict(self), "verdict": self.verdict.value}


Found = tuple[Verdict, str]


def findings(conditions: Sequence[Condition], facts: Facts) -> list[Finding]:
    """Return a finding for each condition, in their order."""
    return [_finding(condition, facts) for condition in conditions]


def kept_findings(kept: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Return the findings that a decision keeps."""
    return [Finding(**{**found, "verdict": Verdict(found["verdict"])}) for found in kept]


def conflicts(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings that contradict their conditions."""
    return [finding for finding in found if finding.verdict is Verdict.CONFLICT]


def _finding(condition: Condition, facts: Facts) -> Finding:
    verdict, words = _CHECKS[condition.check](condition, facts)
    return Finding(condition.wording, verdict, words, condition.source)


def _region(condition: Condition, facts: Facts) -> Found:
    if not condition.parameter:
        return Verdict.UNKNOWN, "本条未填写区划代码，请人工核对注册地。"
    if not facts.uscc:
        return Verdict.UNKNOWN, "企业没有登记统一社会信用代码，无法比对注册地。"
    found = facts.uscc[REGION_AT]
    if found.startswith(condition.parameter):
        return Verdict.MET, f"信用代码中的登记机关区划为 {found}。"
    return Verdict.CONFLICT, (
        f"信用代码中的登记机关区划为 {found}，不在 {condition.parameter} 范围内，请核对注册地。"
    )


def _own_ip(_condition: Condition, facts: Facts) -> Found:
    if not facts.ip_number:
        return Verdict.UNKNOWN, "没有登记知识产权。"
    if facts.ip_until and facts.ip_until < facts.today:
        return Verdict.CONFLICT, f"知识产权 {facts.ip_number} 已于 {facts.ip_until} 到期。"
    if not facts.ip_holder:
        return Verdict.UNKNOWN, f"知识产权 {facts.ip_number} 没有登记权利人。"
    if facts.ip_holder != facts.enterprise:
        return Verdict.CONFLICT, f"知识产权 {facts.ip_number} 的权利人不是该企业。"
    until = f"，有效期至 {facts.ip_until}" if facts.ip_until else "，未登记有效期"
    return Verdict.MET, f"{facts.ip_number}，权利人为该企业{until}。"


def _listed_once(_condition: Condition, facts: Facts) -> Found:
    if facts.listed:
        return Verdict.CONFLICT, f"同一企业的同名产品已列入：{'、'.join(facts.listed)}。"
    return Verdict.MET, "系统中没有同一企业的同名产品。"


def _declared(condition: Condition, facts: Facts) -> Found:
    answer = facts.answers.get(condition.wording, {})
    verdict = Verdict(answer.get("verdict", Verdict.UNKNOWN))
    note = answer.get("note", "")
    if verdict is Verdict.UNKNOWN:
        return verdict, note or "尚未核实。"
    said = "经办人核实符合" if verdict is Verdict.MET else "经办人核实不符合"
    return verdict, f"{said}：{note}" if note else f"{said}。"


_CHECKS: dict[Check, Callable[[Condition, Facts], Found]] = {
    Check.REGION: _region,
    Check.OWN_IP: _own_ip,
    Check.LISTED_ONCE: _listed_once,
    Check.DECLARED: _declared,
}
