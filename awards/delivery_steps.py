"""The steps of a case in its delivery: cooperation, task agreement, milestones, acceptance, use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from awards.delivery_states import DeliveryState, MilestoneState
from awards.models import Agreement, Award, Conclusion, Delivery, Milestone
from awards.queries.agreements import agreements_of
from awards.queries.deliveries import Facts, deliveries_of, facts_of
from awards.states import AwardState
from awards.steps import Step
from contest.forms.challenges import cooperation_name
from contest.models import Cooperation

# 宁波市开放应用场景实施意见
ON_DELIVERY = "《实施意见》三（四）"
ON_TOLERANCE, ON_USE = "《实施意见》四（二）", "《实施意见》四（三）"


def steps_of_agreements(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the task agreement of each award that has one, in one statement."""
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
    """Return the delivery of each announced award, in two statements."""
    announced = [award for award in awards if award.state is AwardState.ANNOUNCED]
    deliveries = deliveries_of(award.id for award in announced)
    facts = facts_of(delivery.id for delivery in deliveries.values())
    return {
        award.id: list(_of_award(award, deliveries.get(award.id), facts)) for award in announced
    }


def _of_award(
    award: Award, delivery: Delivery | None, facts: Mapping[int, Facts]
) -> Iterator[Step]:
    yield _cooperation(award, delivery)
    if delivery is None or delivery.state is DeliveryState.PROPOSED:
        return
    url = url_for("deliveries.show", delivery_id=delivery.id)
    known = facts.get(delivery.id, Facts())
    for milestone in delivery.milestones:
        yield _milestone(milestone, known.tolerated_until, url)
    if delivery.state is not DeliveryState.ENDED:
        yield _acceptance(known, url)
        yield _use(known, url)


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


def _milestone(milestone: Milestone, until: date | None, url: str) -> Step:
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


def _acceptance(known: Facts, url: str) -> Step:
    passed = known.conclusion is Conclusion.PASSED
    missing = []
    if not passed:
        if not known.is_tested:
            missing.append(_("现场测试记录"))
        missing.append(_("验收意见") if known.conclusion is None else _("整改后的再次验收"))
    return Step(
        "85.acceptance",
        ON_DELIVERY,
        _("验收"),
        _("发榜方"),
        url,
        done_at=known.accepted_at if passed else None,
        missing=tuple(missing),
    )


def _use(known: Facts, url: str) -> Step:
    missing: tuple[str, ...] = ()
    if not known.credited_at:
        missing = (_("组委会的确认"),) if known.is_used else (_("实际使用证明"),)
    return Step(
        "88.use",
        ON_USE,
        _("实际使用，记为信用评价加分"),
        _("组委会"),
        url,
        done_at=known.credited_at,
        missing=missing,
    )
