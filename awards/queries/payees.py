"""The accounts that awards are paid into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from awards.models import Award, Payee
from awards.states import PayeeState
from contest.core.db import db


def payees_of(award_id: int) -> Sequence[Payee]:
    """Return the accounts that an award was given, the newest first."""
    query = select(Payee).where(Payee.award_id == award_id).order_by(Payee.number.desc())
    return db.session.scalars(query).all()


def current_payee(award_id: int) -> Payee | None:
    """Return the account that an award is paid into, or None where none was given."""
    return _in_state(award_id, PayeeState.CURRENT)


def proposed_payee(award_id: int) -> Payee | None:
    """Return the account that waits to become the current one."""
    return _in_state(award_id, PayeeState.PROPOSED)


def _in_state(award_id: int, state: PayeeState) -> Payee | None:
    return db.session.scalar(select(Payee).where(Payee.award_id == award_id, Payee.state == state))


def open_payees(awards: Iterable[Award]) -> dict[tuple[int, PayeeState], Payee]:
    """Return the current and the proposed accounts of awards, by award and state."""
    numbers = [award.id for award in awards]
    query = select(Payee).where(
        Payee.award_id.in_(numbers), Payee.state.in_([PayeeState.CURRENT, PayeeState.PROPOSED])
    )
    return {(payee.award_id, payee.state): payee for payee in db.session.scalars(query)}


def payee_by(payee_id: int) -> Payee | None:
    """Return an account with the award that is paid into it."""
    award = joinedload(Payee.award)
    query = select(Payee).where(Payee.id == payee_id)
    return db.session.scalar(
        query.options(
            joinedload(Payee.contest),
            award.joinedload(Award.entry),
            award.joinedload(Award.enterprise),
            award.joinedload(Award.prize),
        )
    )
