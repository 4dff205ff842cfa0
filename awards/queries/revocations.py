"""Proposals to take announced awards back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from awards.models import Award, Revocation
from awards.states import RevocationState
from contest.core.db import db


def revocations_of(award_id: int) -> Sequence[Revocation]:
    """Return an award's proposals, the newest first."""
    query = select(Revocation).where(Revocation.award_id == award_id)
    return db.session.scalars(query.order_by(Revocation.id.desc())).all()


def open_revocation(award_id: int) -> Revocation | None:
    """Return the proposal that waits for its decision."""
    query = select(Revocation).where(
        Revocation.award_id == award_id, Revocation.state == RevocationState.PROPOSED
    )
    return db.session.scalar(query)


def revocation_by(revocation_id: int) -> Revocation | None:
    """Return a proposal with its award."""
    award = joinedload(Revocation.award)
    query = select(Revocation).where(Revocation.id == revocation_id)
    return db.session.scalar(
        query.options(
            joinedload(Revocation.contest),
            award.joinedload(Award.entry),
            award.joinedload(Award.enterprise),
        )
    )
