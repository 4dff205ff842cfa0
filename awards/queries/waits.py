"""What waits on an organizer's desk of policies, accounts, payments and revocations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    func,
    literal,
    select,
    union_all,
)

from awards.delivery_states import DeliveryState, MilestoneState
from awards.models import (
    Award,
    CatalogueItem,
    Delivery,
    FollowUp,
    FollowUpKind,
    Milestone,
    Nomination,
    Payee,
    Payment,
    PaymentKind,
    Plan,
    Revocation,
    Tolerance,
)
from awards.queries.catalogue import expires_soon
from awards.queries.claims import NEVER, claim_waits
from awards.queries.recoveries import owed
from awards.queries.worklists import IS_ON
from awards.states import (
    AwardState,
    CatalogueState,
    FollowUpState,
    NominationState,
    PayeeState,
    PaymentState,
    PlanState,
    RevocationState,
)
from contest.core.db import db
from contest.models import Contest, Entry, User
from judging.models import Edition
from judging.states import EditionState

# An instalment is asked for so many days before it is due.
AHEAD = timedelta(days=7)
NO_NUMBER: ColumnElement[int] = literal(0)
Wait = Row[str, int, str, int, date | None]


def waits_of(officer: User, today: date) -> Sequence[Wait]:
    """Return kind, number, name, count and due day of what waits, at once; counts may be 0.

    By contest: ``unproposed``, ``unpublicised``, ``undecided``, ``unchecked``, ``payable``,
    ``owed``, ``overdue``, and the states of claims that wait for this officer. By account or award:
    ``payee``, ``revocation``. Proposed by others: ``items`` of a year's catalogue,
    ``nominations``; and ``expiring`` rights.
    """
    by_contest = (
        *(_unproposed(), _unpublicised()),
        *(_undecided(), _payees(), _unchecked(), _payable(today), _owed()),
        *(_revocations(), _overdue(today), claim_waits(officer.id), _nominations(officer)),
    )
    own = (one.where(Contest.body_id == officer.body_id) for one in by_contest)
    asked = (*own, _items(officer), _expiring(officer, today))
    return db.session.execute(union_all(*asked)).all()


def _by_contest(kind: str, due: ColumnElement[Any] = NEVER) -> Select[*tuple[Any, ...]]:
    told: list[Any] = [literal(kind), Contest.id, Contest.name, func.count(), due]
    return select(*told).group_by(Contest.id, Contest.name)


def _unproposed() -> Select[*tuple[Any, ...]]:
    """Return contests with published standings and no plan that waits or was approved."""
    planned = select(Plan.id).where(Plan.contest_id == Contest.id, Plan.state != PlanState.RETURNED)
    return (
        _by_contest("unproposed")
        .join(Edition, Edition.contest_id == Contest.id)
        .where(IS_ON, Edition.state == EditionState.PUBLISHED, ~planned.exists())
    )


def _unpublicised() -> Select[*tuple[Any, ...]]:
    return (
        _by_contest("unpublicised")
        .join(Award, Award.contest_id == Contest.id)
        .where(IS_ON, Award.state == AwardState.APPROVED)
    )


def _undecided() -> Select[*tuple[Any, ...]]:
    """Return questions of contests for which nothing is proposed yet."""
    listing = select(CatalogueItem.id).where(
        FollowUp.kind == FollowUpKind.CATALOGUE,
        CatalogueItem.award_id == FollowUp.award_id,
        CatalogueItem.state == CatalogueState.PROPOSED,
    )
    nomination = select(Nomination.id).where(
        FollowUp.kind == FollowUpKind.KEY_RD,
        Nomination.award_id == FollowUp.award_id,
        Nomination.state == NominationState.PROPOSED,
    )
    return (
        _by_contest("undecided")
        .join(FollowUp, FollowUp.contest_id == Contest.id)
        .join(FollowUp.award)
        .where(
            FollowUp.state == FollowUpState.UNDECIDED,
            Award.state != AwardState.REVOKED,
            ~listing.exists(),
            ~nomination.exists(),
        )
    )


def _items(officer: User) -> Select[*tuple[Any, ...]]:
    return (
        _of_all("items", CatalogueItem.year)
        .where(
            CatalogueItem.body_id == officer.body_id,
            CatalogueItem.state == CatalogueState.PROPOSED,
            CatalogueItem.proposed_by_id != officer.id,
        )
        .group_by(CatalogueItem.year)
    )


def _nominations(officer: User) -> Select[*tuple[Any, ...]]:
    return (
        _of_all("nominations")
        .select_from(Nomination)
        .join(Nomination.contest)
        .where(
            Nomination.state == NominationState.PROPOSED,
            Nomination.proposed_by_id != officer.id,
        )
    )


def _expiring(officer: User, today: date) -> Select[*tuple[Any, ...]]:
    return _of_all("expiring").where(CatalogueItem.body_id == officer.body_id, expires_soon(today))


def _of_all(kind: str, number: Any = NO_NUMBER) -> Select[*tuple[Any, ...]]:
    told: list[Any] = [literal(kind), number, literal(""), func.count(), NEVER]
    return select(*told)


def _unchecked() -> Select[*tuple[Any, ...]]:
    return (
        _by_contest("unchecked")
        .join(Payment, Payment.contest_id == Contest.id)
        .where(Payment.state == PaymentState.RECORDED)
    )


def _payable(today: date) -> Select[*tuple[Any, ...]]:
    return (
        _by_contest("payable", func.min(Payment.due))
        .join(Payment, Payment.contest_id == Contest.id)
        .where(
            Payment.state == PaymentState.PLANNED,
            Payment.kind == PaymentKind.PAYOUT,
            Payment.due <= today + AHEAD,
        )
    )


def _owed() -> Select[*tuple[Any, ...]]:
    """Return contests with revoked awards whose money has not come back, claimed or not."""
    return _by_contest("owed").join(Award, Award.contest_id == Contest.id).where(owed())


def _payees() -> Select[*tuple[Any, ...]]:
    return (
        select(literal("payee"), Payee.id, Entry.title, literal(1), NEVER)
        .join(Payee.award)
        .join(Award.entry)
        .join(Contest, Contest.id == Payee.contest_id)
        .where(Payee.state == PayeeState.PROPOSED)
    )


def _revocations() -> Select[*tuple[Any, ...]]:
    return (
        select(literal("revocation"), Award.id, Entry.title, literal(1), NEVER)
        .join(Award.entry)
        .join(Revocation, Revocation.award_id == Award.id)
        .join(Contest, Contest.id == Award.contest_id)
        .where(Revocation.state == RevocationState.PROPOSED, Award.state == AwardState.ANNOUNCED)
    )


def _overdue(today: date) -> Select[*tuple[Any, ...]]:
    """Return milestones past their day that no tolerance period covers (the newest holds)."""
    tolerated_until = (
        select(Tolerance.until)
        .where(Tolerance.delivery_id == Delivery.id)
        .order_by(Tolerance.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        _by_contest("overdue", func.min(Milestone.due))
        .join(Award, Award.contest_id == Contest.id)
        .join(Delivery, Delivery.award_id == Award.id)
        .join(Milestone, Milestone.delivery_id == Delivery.id)
        .where(
            Award.state == AwardState.ANNOUNCED,
            Delivery.state == DeliveryState.AGREED,
            Milestone.state == MilestoneState.OPEN,
            Milestone.due < today,
            func.coalesce(tolerated_until, Milestone.due) < today,
        )
    )


def without_payee(enterprise_id: int | None) -> Sequence[Row[int, str]]:
    """Return number and entry of an enterprise's announced awards that have no account yet."""
    given = select(Payee.id).where(Payee.award_id == Award.id)
    query = (
        select(Award.id, Entry.title)
        .join(Award.entry)
        .where(
            Award.enterprise_id == enterprise_id,
            Award.state == AwardState.ANNOUNCED,
            Award.amount_fen > 0,
            ~given.exists(),
        )
    )
    return db.session.execute(query.order_by(Award.id)).all()
