"""The steps of a case in its delivery: cooperation, task agreement, milestones, acceptance, use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from awards.delivery_states import DeliveryState, MilestoneState
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
from awards.queries.agreements import agreements_of
from awards.queries.deliveries import deliveries_of, latest_tolerances
from awards.states import AwardState
from awards.steps import Step
from contest.core.db import db
from contest.forms.challenges import cooperation_name
from contest.models import Cooperation

# 宁波市开放应用场景实施意见
ON_DELIVERY = "《实施意见》三（四）"
ON_TOLERANCE, ON_USE = "《实施意见》四（二）", "《实施意见》四（三）"


@dataclass(frozen=True, slots=True)
class _Found:
    """What is on record of some deliveries, each by the delivery's number."""

    tolerances: Mapping[int, Tolerance]
    tested: Mapping[int, TestRecord]
    acceptances: Mapping[int, Acceptance]
    uses: Mapping[int, UseRecord]


def steps_of_agreements(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the task agreement of each award that has one, in two statements."""
    found = agreements_of(award.id for award in awards)
    return {number: [_of_agreement(agreement)] for number, agreement in found.items()}


def _of_agreement(agreement: Agreement) -> Step:
    latest, url = agreement.latest, url_for("agreements.show", agreement_id=agreement.id)
    title = _("联合攻关任务书（第 %(n)d 版）", n=latest.number)
    missing = () if latest.is_signed else (_("三方签署的任务书"),)
    owner = _("三方")
    return Step(
        "75.agreement", ON_DELIVERY, title, owner, url, done_at=latest.signed_at, missing=missing
    )


def steps_of_deliveries(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the delivery of each award, in six statements at most."""
    announced = [award for award in awards if award.state is AwardState.ANNOUNCED]
    deliveries = deliveries_of(award.id for award in announced)
    found = _found([delivery.id for delivery in deliveries.values()])
    return {
        award.id: list(_of_award(award, deliveries.get(award.id), found)) for award in announced
    }


def _found(deliveries: Sequence[int]) -> _Found:
    return _Found(
        latest_tolerances(deliveries),
        _newest(TestRecord, deliveries),
        _newest(Acceptance, deliveries),
        _newest(UseRecord, deliveries),
    )


def _newest(model: Any, deliveries: Sequence[int]) -> dict[int, Any]:
    query = select(model).where(model.delivery_id.in_(deliveries)).order_by(model.id)
    return {row.delivery_id: row for row in db.session.scalars(query)}


def _of_award(award: Award, delivery: Delivery | None, found: _Found) -> Iterator[Step]:
    yield _cooperation(award, delivery)
    if delivery is None or delivery.state is DeliveryState.PROPOSED:
        return
    url = url_for("deliveries.show", delivery_id=delivery.id)
    tolerance = found.tolerances.get(delivery.id)
    for milestone in delivery.milestones:
        yield _milestone(milestone, tolerance, url)
    if delivery.state is not DeliveryState.ENDED:
        yield _acceptance(found.acceptances.get(delivery.id), delivery, found, url)
        yield _use(found.uses.get(delivery.id), url)


def _cooperation(award: Award, delivery: Delivery | None) -> Step:
    key, owner = "80.0.cooperation", _("组委会、发榜方")
    if delivery is None:
        url = url_for("deliveries.begin", award_id=award.id)
        missing = (_("合作方式的提议"),)
        return Step(key, ON_DELIVERY, _("商定合作方式"), owner, url, missing=missing)
    url, kind = url_for("deliveries.show", delivery_id=delivery.id), delivery.cooperation
    title = _("合作方式：%(kind)s", kind=cooperation_name(Cooperation(kind)))
    if delivery.state is DeliveryState.PROPOSED:
        return Step(key, ON_DELIVERY, title, owner, url, missing=(_("另一方的同意"),))
    if delivery.state is DeliveryState.ENDED:
        title = _("合作已结束：%(why)s", why=delivery.end_reason)
        return Step(key, ON_DELIVERY, title, owner, url, done_at=delivery.ended_at)
    return Step(key, ON_DELIVERY, title, owner, url, done_at=delivery.agreed_at)


def _milestone(milestone: Milestone, tolerance: Tolerance | None, url: str) -> Step:
    until = tolerance.until if tolerance else None
    reported = milestone.state is MilestoneState.REPORTED
    missing: tuple[str, ...] = ()
    if milestone.state is MilestoneState.OPEN:
        missing = (_("完成报告与佐证材料"),)
    elif reported:
        missing = (_("发榜方的确认"),)
    return Step(
        f"80.{milestone.position:03}.milestone",
        ON_TOLERANCE if until and until > milestone.due else ON_DELIVERY,
        _("里程碑：%(title)s", title=milestone.title),
        _("发榜方") if reported else _("揭榜企业"),
        url,
        due=due_day(milestone, until),
        done_at=milestone.confirmed_at,
        missing=missing,
    )


def due_day(milestone: Milestone, tolerated_until: date | None) -> date:
    """Return when a milestone is overdue after: within the tolerance period it is not."""
    return max(milestone.due, tolerated_until) if tolerated_until else milestone.due


def _acceptance(made: Acceptance | None, delivery: Delivery, found: _Found, url: str) -> Step:
    passed = made is not None and made.conclusion is Conclusion.PASSED
    missing = []
    if not passed:
        if delivery.id not in found.tested:
            missing.append(_("现场测试记录"))
        missing.append(_("验收意见") if made is None else _("整改后的再次验收"))
    return Step(
        "85.acceptance",
        ON_DELIVERY,
        _("验收"),
        _("发榜方"),
        url,
        done_at=made.recorded_at if made and passed else None,
        missing=tuple(missing),
    )


def _use(used: UseRecord | None, url: str) -> Step:
    missing = () if used else (_("实际使用证明"),)
    return Step(
        "88.use",
        ON_USE,
        _("实际使用，记为信用评价加分"),
        _("组委会"),
        url,
        done_at=used.credited_at if used else None,
        missing=missing or (() if used and used.credited_at else (_("组委会的确认"),)),
    )
