"""The steps of a case in its delivery: cooperation, task agreement, milestones, acceptance, use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from awards.delivery_states import DeliveryState, MilestoneState
from awards.models import Award, Conclusion, Delivery, Milestone
from awards.queries.case_records import Record, of_kind
from awards.steps import Step
from contest.forms.challenges import cooperation_name
from contest.models import Cooperation

# 宁波市开放应用场景实施意见
ON_DELIVERY = "《实施意见》三（四）"
ON_TOLERANCE, ON_USE = "《实施意见》四（二）", "《实施意见》四（三）"


def agreement_steps(records: Sequence[Record]) -> Iterator[Step]:
    """Yield the task agreement in its newest version, if there is one."""
    for latest in of_kind(records, "agreement")[-1:]:
        yield Step(
            "75.agreement",
            ON_DELIVERY,
            _("联合攻关任务书（第 %(n)d 版）", n=latest.number),
            _("三方"),
            url_for("agreements.show", agreement_id=int(latest.word)),
            done_at=latest.at,
            missing=() if latest.at else (_("三方签署的任务书"),),
        )


def delivery_steps(
    award: Award, delivery: Delivery | None, records: Sequence[Record]
) -> Iterator[Step]:
    """Yield the delivery of an announced award, from the kind of cooperation to actual use."""
    yield _cooperation(award, delivery)
    if delivery is None or delivery.state is DeliveryState.PROPOSED:
        return
    url = url_for("deliveries.show", delivery_id=delivery.id)
    tolerated = of_kind(records, "tolerance")
    for milestone in delivery.milestones:
        yield _milestone(milestone, tolerated[-1].day if tolerated else None, url)
    if delivery.state is not DeliveryState.ENDED:
        yield _acceptance(records, url)
        yield _use(records, url)


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


def _acceptance(records: Sequence[Record], url: str) -> Step:
    made = next(iter(of_kind(records, "acceptance")[-1:]), None)
    passed = made is not None and made.word == Conclusion.PASSED
    missing = []
    if not passed:
        if not of_kind(records, "test"):
            missing.append(_("现场测试记录"))
        missing.append(_("整改后的再次验收") if made else _("验收意见"))
    return Step(
        "85.acceptance",
        ON_DELIVERY,
        _("验收"),
        _("发榜方"),
        url,
        done_at=made.at if made and passed else None,
        missing=tuple(missing),
    )


def _use(records: Sequence[Record], url: str) -> Step:
    used = of_kind(records, "use")
    credited = max((use.at for use in used if use.at), default=None)
    missing: tuple[str, ...] = ()
    if not credited:
        missing = (_("组委会的确认"),) if used else (_("实际使用证明"),)
    return Step(
        "88.use",
        ON_USE,
        _("实际使用，记为信用评价加分"),
        _("组委会"),
        url,
        done_at=credited,
        missing=missing,
    )
