"""Payments of awards, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from awards.instalments import Sums
from awards.models import Award, Payment, PaymentKind
from awards.states import PaymentState
from contest.core.db import db
from contest.core.ledger import LedgerEntry
from contest.models import Entry, Organisation, User

# What was paid, whether or not a second person has checked it yet.
DONE = (PaymentState.RECORDED, PaymentState.CHECKED)
Found = dict[tuple[PaymentKind, PaymentState], int]


def sums_of(award_id: int) -> Sums:
    """Return what an award's payments add up to; cancelled ones are none."""
    query = (
        select(Payment.kind, Payment.state, func.sum(Payment.amount_fen))
        .where(Payment.award_id == award_id, Payment.state != PaymentState.CANCELLED)
        .group_by(Payment.kind, Payment.state)
    )
    return _sums({(kind, state): int(fen) for kind, state, fen in db.session.execute(query)})


def summed(payments: Iterable[Payment]) -> Sums:
    """Return what payments of an award add up to; cancelled ones are none."""
    found: Found = {}
    for one in payments:
        if one.state is not PaymentState.CANCELLED:
            way = one.kind, one.state
            found[way] = found.get(way, 0) + one.amount_fen
    return _sums(found)


def _sums(found: Found) -> Sums:
    return Sums(
        promised=_sum(found, PaymentKind.PAYOUT, tuple(PaymentState)),
        paid=_sum(found, PaymentKind.PAYOUT, DONE),
        reclaimed=_sum(found, PaymentKind.RECOVERY, tuple(PaymentState)),
        returned=_sum(found, PaymentKind.RECOVERY, DONE),
    )


def _sum(found: Found, kind: PaymentKind, states: Sequence[PaymentState]) -> int:
    return sum(found.get((kind, state), 0) for state in states)


def last_number(award_id: int) -> int:
    """Return the highest number of an award's payments, 0 where there is none."""
    query = select(func.max(Payment.number)).where(Payment.award_id == award_id)
    return db.session.scalar(query) or 0


def payments_of(award_id: int) -> Sequence[Payment]:
    """Return an award's payments with their vouchers, in their order."""
    query = select(Payment).where(Payment.award_id == award_id).order_by(Payment.number)
    shown = joinedload(Payment.voucher), joinedload(Payment.payee)
    return db.session.scalars(query.options(*shown)).all()


def planned_payouts(award_id: int) -> Sequence[Payment]:
    """Return the instalments of an award that have not been paid yet."""
    query = select(Payment).where(
        Payment.award_id == award_id,
        Payment.kind == PaymentKind.PAYOUT,
        Payment.state == PaymentState.PLANNED,
    )
    return db.session.scalars(query.order_by(Payment.number)).all()


def unchecked_payouts(award_id: int) -> int:
    """Return how many payments of an award nobody has checked yet."""
    query = select(func.count()).where(
        Payment.award_id == award_id, Payment.state == PaymentState.RECORDED
    )
    return db.session.scalar(query) or 0


def payment_by(payment_id: int) -> Payment | None:
    """Return a payment with all that its page shows."""
    award = joinedload(Payment.award)
    query = select(Payment).where(Payment.id == payment_id)
    return db.session.scalar(
        query.options(
            joinedload(Payment.contest),
            joinedload(Payment.voucher),
            joinedload(Payment.payee),
            award.joinedload(Award.entry),
            award.joinedload(Award.enterprise),
            award.joinedload(Award.prize),
        )
    )


def payments_in(contest_id: int, *conditions: ColumnElement[bool]) -> Select[Payment]:
    """Return a contest's payments with the awards that they are of."""
    award = joinedload(Payment.award)
    return (
        select(Payment)
        .join(Payment.award)
        .join(Award.entry)
        .join(Award.enterprise)
        .where(Payment.contest_id == contest_id, *conditions)
        .options(
            award.joinedload(Award.entry),
            award.joinedload(Award.enterprise),
            award.joinedload(Award.prize),
        )
    )


def named(text: str) -> ColumnElement[bool]:
    """Return the condition that an entry or its enterprise is called so."""
    return Entry.title.icontains(text, autoescape=True) | Organisation.name.icontains(
        text, autoescape=True
    )


def sums_by_award(awards: Sequence[Award]) -> dict[int, Sums]:
    """Return what each award's payments add up to, by the award's number, in one statement."""
    query = (
        select(Payment.award_id, Payment.kind, Payment.state, func.sum(Payment.amount_fen))
        .where(
            Payment.award_id.in_([award.id for award in awards]),
            Payment.state != PaymentState.CANCELLED,
        )
        .group_by(Payment.award_id, Payment.kind, Payment.state)
    )
    found: dict[int, Found] = {award.id: {} for award in awards}
    for number, kind, state, fen in db.session.execute(query):
        found[number][kind, state] = int(fen)
    return {number: _sums(of_award) for number, of_award in found.items()}


def payments_of_awards(awards: Sequence[Award]) -> dict[int, list[Payment]]:
    """Return the payments of awards that were not cancelled, by the award's number."""
    query = select(Payment).where(
        Payment.award_id.in_([award.id for award in awards]),
        Payment.state != PaymentState.CANCELLED,
    )
    found: dict[int, list[Payment]] = {}
    for payment in db.session.scalars(query.order_by(Payment.award_id, Payment.number)):
        found.setdefault(payment.award_id, []).append(payment)
    return found


def has_seen_voucher(payment: Payment, user: User) -> bool:
    """Return whether the log tells already that somebody opened a payment's voucher."""
    told = select(LedgerEntry.id).where(
        LedgerEntry.subject == f"payment:{payment.id}",
        LedgerEntry.verb == "voucher.seen",
        LedgerEntry.actor_id == user.id,
    )
    return db.session.scalar(told.limit(1)) is not None
