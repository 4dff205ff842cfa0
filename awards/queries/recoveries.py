"""What was paid of revoked awards and has not come back yet."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, case, func, select

from awards.models import Award, Payment, PaymentKind
from awards.queries.payments import DONE
from awards.states import AwardState
from contest.core.db import db
from contest.models import Entry


def owed() -> ColumnElement[bool]:
    """Return what holds for a revoked award of which more was paid than has come back."""
    out = case((Payment.kind == PaymentKind.PAYOUT, Payment.amount_fen), else_=-Payment.amount_fen)
    kept = select(func.coalesce(func.sum(out), 0)).where(
        Payment.award_id == Award.id, Payment.state.in_(DONE)
    )
    return (Award.state == AwardState.REVOKED) & (kept.correlate(Award).scalar_subquery() > 0)


def owed_by(enterprise_id: int | None) -> Sequence[Row[int, str]]:
    """Return number and entry of an enterprise's awards of which it has to pay back."""
    query = select(Award.id, Entry.title).join(Award.entry)
    query = query.where(Award.enterprise_id == enterprise_id, owed())
    return db.session.execute(query.order_by(Award.id)).all()
