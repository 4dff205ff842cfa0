"""Read a challenge's texts and indicators, and return what people should look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contest.core.said import N_, Said
from contest.linter.concerns import EXCLUDED, GATES, INDICATORS
from contest.linter.findings import Concern, Finding, Severity

# Where gates would stand, and where a challenge says what it is.
GATED = ("eligibility", "resources", "goal", "pain_point")
DESCRIBED = ("title", "pain_point", "goal")

_PARTS = re.compile(r"[。；;！!？?，,\n]")
# "不设规模与业绩门槛" lifts a gate; "不少于" and "不低于" are bounds and lift none.
_LIFTED = re.compile(
    r"(?:不设|不限|不作|不以|不得以|不得仅以|不因|不要求|不强制|无需|毋须|不需要|取消|没有).{0,14}"
    r"(?:门槛|限制|要求|条件|理由|由|规模|业绩|年限|营收|注册)"
)
_DIGITS = re.compile(r"[0-9〇零一二两三四五六七八九十百千万]")
_VAGUE = re.compile(r"显著|大幅|明显|有效提升|领先|一流|先进水平|尽可能|最优")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as it was written: name, target and unit."""

    name: str
    target: str
    unit: str = ""


def check_challenge(texts: Mapping[str, str], indicators: Sequence[Indicator]) -> list[Finding]:
    """Return the findings of a challenge, gates first.

    ``texts`` maps a field of the challenge (``eligibility``, ``goal`` …) to what
    it says; fields that are missing or empty find nothing.
    """
    gates = [f for name in GATED for f in check_text(name, texts.get(name, ""), GATES)]
    kinds = [f for name in DESCRIBED for f in check_text(name, texts.get(name, ""), EXCLUDED)]
    return [*gates, *kinds, *_check_indicators(indicators)]


def check_text(field: str, text: str, concerns: Sequence[Concern] = GATES) -> list[Finding]:
    """Return the findings of one text: each kind once, at its first passage."""
    parts = [part.strip() for part in _PARTS.split(unicodedata.normalize("NFKC", text))]
    standing = [part for part in parts if part and not _LIFTED.search(part)]
    return [f for concern in concerns for f in _first(concern, field, standing)]


def _first(concern: Concern, field: str, parts: Sequence[str]) -> Iterator[Finding]:
    for part in parts:
        if concern.pattern.search(part):
            yield concern.at(field, part)
            return


def _check_indicators(indicators: Sequence[Indicator]) -> Iterator[Finding]:
    if not indicators:
        yield _about_indicators("indicator.none", Severity.HIGH, "", N_("还没有指标。"))
    for indicator in indicators:
        target = unicodedata.normalize("NFKC", indicator.target)
        name = indicator.name or indicator.target
        if vague := _VAGUE.search(target):
            reason = N_("“%(word)s”无法衡量。", word=vague.group())
            yield _about_indicators("indicator.vague", Severity.MEDIUM, name, reason)
        elif not _DIGITS.search(target):
            reason = N_("目标里没有数字，评审和验收时无法核对。")
            yield _about_indicators("indicator.number", Severity.MEDIUM, name, reason)


def _about_indicators(code: str, severity: Severity, found: str, reason: Said) -> Finding:
    return Finding(
        code,
        severity,
        "indicators",
        INDICATORS,
        found,
        reason,
        N_(
            "写成“比较符 + 数值 + 单位”，并说明怎样验证，"
            "例如“渗漏发现时间 ≤ 1 天，试验段 60 天对照”。"
        ),
    )
