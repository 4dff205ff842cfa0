"""What a version of a task agreement says, line by line, and how two of them differ. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from awards.agreement_clauses import OWNERSHIP
from contest.core.money import show_wan

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of an agreement in two versions; empty where a version has no such line."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """An indicator that is not as the challenge asked for it."""

    name: str
    asked: str
    agreed: str


def lines_of(content: Content) -> dict[str, str]:
    """Return all that a version says, each line under a label of its own."""
    return dict(_lines(content))


def _lines(content: Content) -> Iterator[tuple[str, str]]:
    yield "攻关目标", content["aim"]
    yield "攻关内容", content["task"]
    yield "起止日期", f"{content['begins']} 至 {content['ends']}"
    for one in content["indicators"]:
        yield f"指标“{one['name']}”", indicator_line(one)
    for one in content["milestones"]:
        yield f"里程碑“{one['title']}”", str(one["due"])
    yield from money_lines(content["money"])
    for one in content["people"]:
        yield f"人员“{one['role']}”（{one['organisation']}）", one["duty"]
    yield "知识产权归属", ownership(content)
    yield "包容条款", content["tolerance"]


def money_lines(money: Content) -> Iterator[tuple[str, str]]:
    """Yield the sources of money with their amounts, and the remark on them."""
    yield "奖励资金", show_wan(money["award_fen"])
    yield "揭榜方自筹", show_wan(money["own_fen"])
    yield "发榜方投入", show_wan(money["issuer_fen"])
    yield "经费说明", money["note"]


def total_of(money: Content) -> int:
    """Return all money of an agreement, in fen."""
    return int(money["award_fen"] + money["own_fen"] + money["issuer_fen"])


def ownership(content: Content) -> str:
    """Return the clause about intellectual property, with what the parties add to it."""
    return OWNERSHIP[content["ip"]] + content["ip_note"]


def indicator_line(one: Content) -> str:
    """Return an indicator in one line: what is asked, from where, and how it is verified."""
    asked = f"{one['comparator']} {one['target']} {one['unit']}".strip()
    parts = [asked, f"现状 {one['baseline']}" if one["baseline"] else "", one["verification"]]
    return "；".join(part for part in parts if part)


def differences(old: Content, new: Content) -> list[Difference]:
    """Return the lines that are not the same in two versions, in the order of the newer one."""
    before, after = lines_of(old), lines_of(new)
    labels = [*after, *(label for label in before if label not in after)]
    found = (Difference(label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [one for one in found if one.old != one.new]


def deviations(origin: Sequence[Content], agreed: Sequence[Content]) -> list[Deviation]:
    """Return how the agreed indicators deviate from those of the challenge, by their names."""
    asked = {one["name"]: indicator_line(one) for one in origin}
    now = {one["name"]: indicator_line(one) for one in agreed}
    names = [*asked, *(name for name in now if name not in asked)]
    found = (Deviation(name, asked.get(name, ""), now.get(name, "")) for name in names)
    return [one for one in found if one.asked != one.agreed]
