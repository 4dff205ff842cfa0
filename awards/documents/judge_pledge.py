"""The judges' pledge (评审承诺书): its articles, who gave it and when, and a place to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from awards.documents.official import (
    Body,
    Fields,
    Gap,
    Official,
    Part,
    Signatures,
    Small,
    Title,
    Together,
)


@dataclass(frozen=True, slots=True)
class PledgeFacts:
    """A judge's pledge; ``signed_at`` is empty where it was not given in the system.

    ``digest`` is of the wording signed, ``same`` whether that is the wording printed.
    """

    contest: str
    issuer: str
    judge: str
    kind: str
    articles: Sequence[str]
    signed_at: str
    declared_at: str
    digest: str
    same: bool
    dated: date


def judge_pledge(facts: PledgeFacts) -> Official:
    """Return what the pledge says."""
    title = f"{facts.contest}评审承诺书"
    *articles, last = (Body(f"{number}. {said}") for number, said in enumerate(facts.articles, 1))
    parts: tuple[Part, ...] = (
        Title(facts.contest),
        Title("评审承诺书"),
        Gap(0.5),
        Body(
            f"本人受{facts.issuer}聘请，担任{facts.contest}评审专家（{facts.kind}），郑重承诺：",
            field="评审承诺书",
        ),
        *articles,
        Together((last, Gap(0.5), *_signed(facts))),  # nobody signs a page without a text
    )
    return Official(f"评审承诺书-{facts.judge}", title, parts, facts.issuer, facts.dated)


def _signed(facts: PledgeFacts) -> tuple[Fields | Small | Gap | Signatures, ...]:
    unsigned = "未在系统中签署"
    rows = (
        ("评审专家", facts.judge),
        ("系统内签署时间", facts.signed_at or unsigned),
        ("回避申报时间", facts.declared_at or "尚未申报"),
    )
    other = () if facts.same else (Small("本人签署时的文字与上文不同，以签署文字的摘要为准。"),)
    digest = (Small(f"签署文字摘要：sha256:{facts.digest}"),) if facts.digest else ()
    return (Fields(rows), *digest, *other, Gap(0.7), Signatures(("承诺人（签字）", "日期")))
