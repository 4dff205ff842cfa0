"""What must hold of deliveries: nothing goes on after the award, and records agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from awards.agreement_drafts import digest_of
from awards.delivery_states import DeliveryState
from awards.models import (
    Acceptance,
    Agreement,
    Award,
    Conclusion,
    Delivery,
    Milestone,
    TestRecord,
    Tolerance,
    UseRecord,
)
from contest.core import clock
from contest.core.db import db
from contest.models import Entry

# What is put on record of a delivery, and when it was.
RECORDED: tuple[tuple[type[Any], InstrumentedAttribute[Any], str], ...] = (
    (Milestone, Milestone.reported_at, "里程碑报告"),
    (Milestone, Milestone.confirmed_at, "里程碑确认"),
    (TestRecord, TestRecord.recorded_at, "现场测试"),
    (Tolerance, Tolerance.decided_at, "包容期"),
    (Acceptance, Acceptance.recorded_at, "验收"),
    (UseRecord, UseRecord.recorded_at, "使用记录"),
)


def gone_on_after_revocation() -> Iterator[str]:
    """Yield what was put on record of a delivery after its award was revoked."""
    for kind, moment, name in RECORDED:
        query = _with_number(kind).where(moment > Award.revoked_at)
        for number, _ in db.session.execute(query):
            yield f"项目 {number}：奖励撤销后仍登记了{name}"


def accepted_without_acceptance() -> Iterator[str]:
    """Yield accepted deliveries without a record of an acceptance that passed."""
    passed = exists().where(
        Acceptance.delivery_id == Delivery.id, Acceptance.conclusion == Conclusion.PASSED
    )
    query = (
        select(Entry.number)
        .join(Award, Award.entry_id == Entry.id)
        .join(Delivery, Delivery.award_id == Award.id)
        .where(Delivery.state == DeliveryState.ACCEPTED, ~passed)
    )
    for number in db.session.scalars(query.order_by(Entry.number)):
        yield f"项目 {number}：交付已通过验收，却没有通过验收的记录"


def passed_though_failing() -> Iterator[str]:
    """Yield acceptances that passed though an indicator did not."""
    query = _with_number(Acceptance).where(Acceptance.conclusion == Conclusion.PASSED)
    for number, acceptance in db.session.execute(query):
        if not all(one["passed"] for one in acceptance.measured):
            yield f"项目 {number}：结论为通过验收，却有指标未达标"


def tolerated_without_end() -> Iterator[str]:
    """Yield tolerance periods without a reason, or over on the day they were decided."""
    for number, period in db.session.execute(_with_number(Tolerance)):
        if not period.reason.strip():
            yield f"项目 {number}：包容期没有理由"
        if period.until <= _day(period.decided_at):
            yield f"项目 {number}：包容期在决定之日已经结束"


def unlike_their_versions() -> Iterator[str]:
    """Yield agreements whose versions are not numbered 1, 2, 3, or differ from their digest."""
    query = select(Agreement).options(selectinload(Agreement.versions)).order_by(Agreement.number)
    for agreement in db.session.scalars(query):
        numbers = [one.number for one in agreement.versions]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"任务书 {agreement.number}：版本号不连续"
        for one in agreement.versions:
            if digest_of(one.content) != one.digest:
                yield f"任务书 {agreement.number} 第 {one.number} 版：内容与摘要不符"


def _with_number(kind: type[Any]) -> Select[Any]:
    """Return the number of the entry, and the record of its delivery."""
    return (
        select(Entry.number, kind)
        .join(Delivery, Delivery.id == kind.delivery_id)
        .join(Award, Award.id == Delivery.award_id)
        .join(Entry, Entry.id == Award.entry_id)
        .order_by(Entry.number, kind.id)
    )


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
