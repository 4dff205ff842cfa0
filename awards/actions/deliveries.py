"""Settling how issuer and enterprise work together after an award, and ending it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from awards.delivering import SamePerson, require_announced
from awards.delivery_states import DeliveryState
from awards.models import Award, Delivery
from awards.planning import laid_out, planned_in
from awards.queries.agreements import agreement_in_force
from awards.queries.deliveries import delivery_of
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import Cooperation, User
from contest.notices import tell
from contest.queries import recipients
from contest.refusals import refuse_stale

AGREED = _l("合作方式已商定，请制定里程碑并按期交付。获奖不构成合同，采购须另依法办理。")


class AlreadyAgreed(Refusal):
    """What was agreed is not proposed again."""

    reason = _l("合作方式已经商定。要更改，请先写明原因结束现有合作。")


class OwnSide(Refusal):
    """One side proposes, the other agrees."""

    reason = _l("须由另一方同意：发榜方提出的由组委会同意，组委会提出的由发榜方同意。")


class NotWaiting(Refusal):
    """There is nothing to agree to any more."""

    reason = _l("这一提议已经处理过了，请刷新页面。")


@action("delivery.proposed")
def propose_delivery(award: Award, *, by: User, cooperation: str, basis: str) -> Delivery:
    """Propose how to work together (Ningbo §三(四)); a later proposal replaces one that waits.

    Raise NotAnnounced or AlreadyAgreed.
    """
    require_announced(award)
    delivery = delivery_of(award.id)
    if delivery is None:
        delivery = Delivery(contest_id=award.contest_id, award_id=award.id)
    elif delivery.state is DeliveryState.ENDED:
        delivery.state = DeliveryState.PROPOSED
    elif delivery.state is not DeliveryState.PROPOSED:
        raise AlreadyAgreed
    delivery.cooperation, delivery.basis = Cooperation(cooperation), basis
    delivery.proposed_by_id, delivery.proposed_at = by.id, clock.now()
    delivery.agreed_by_id, delivery.agreed_at = None, None
    db.session.add(delivery)
    db.session.flush()
    return delivery


@action("delivery.agreed")
def agree_delivery(delivery: Delivery, *, by: User, version: int) -> None:
    """Agree to what the other side proposed. Raise ``Stale``, NotWaiting or OwnSide."""
    refuse_stale(delivery, version)
    require_announced(delivery.award)
    if delivery.state is not DeliveryState.PROPOSED:
        raise NotWaiting
    if delivery.proposed_by_id == by.id:
        raise SamePerson
    if delivery.proposed_by.role is by.role:
        raise OwnSide
    delivery.state, delivery.agreed_by_id = DeliveryState.AGREED, by.id
    delivery.agreed_at = clock.now()
    if version_in_force := agreement_in_force(delivery.award_id):
        laid_out(delivery, planned_in(version_in_force.content))
    _tell_both(delivery, AGREED)


@action("delivery.ended")
def end_delivery(delivery: Delivery, *, by: User, version: int, reason: str) -> None:
    """End a cooperation that is not accepted yet; another may be proposed. Raise ``Stale``."""
    refuse_stale(delivery, version)
    delivery.state, delivery.end_reason = DeliveryState.ENDED, reason
    delivery.ended_by_id, delivery.ended_at = by.id, clock.now()
    _tell_both(delivery, _l("合作已结束，原因见平台。"))


def _tell_both(delivery: Delivery, body: object) -> None:
    award = delivery.award
    issuer = recipients.people_of_issuer(award.entry.challenge.issuer_id)
    tell(
        [*issuer, *recipients.people_of_enterprise(award.enterprise_id)],
        subject=_l("“%(title)s”的交付有新的进展", title=award.entry.title),
        body=body,
        path=f"/deliveries/{delivery.id}",
    )
