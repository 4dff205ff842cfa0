"""Payments (拨付) of an award in instalments, and what comes back of one that was revoked."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.payees import Payee
from awards.models.prizes import MOST_FEN, Award
from awards.states import PAYMENT, PaymentState
from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models import Contest, StoredFile, User


class PaymentKind(StrEnum):
    """Money goes out to the enterprise, or comes back of an award that was revoked."""

    PAYOUT = "payout"
    RECOVERY = "recovery"


class Payment(Audited, Model):
    """An instalment: its amount and due day; then when it was paid, by which voucher."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("award_id", "number"),
        CheckConstraint(f"amount_fen > 0 AND amount_fen <= {MOST_FEN}", "amount_within_the_cap"),
        CheckConstraint(
            "state NOT IN ('recorded', 'checked') OR (paid_on IS NOT NULL AND reference <> '' "
            "AND voucher_id IS NOT NULL AND recorded_by_id IS NOT NULL)",
            "recorded_by_its_voucher",
        ),
        CheckConstraint(
            "kind = 'recovery' OR state NOT IN ('recorded', 'checked') OR payee_id IS NOT NULL",
            "paid_into_an_account",
        ),
        CheckConstraint(
            "state <> 'checked' OR (checked_by_id IS NOT NULL AND checked_by_id <> recorded_by_id)",
            "checked_by_another",
        ),
        CheckConstraint("state <> 'cancelled' OR cancel_reason <> ''", "cancelled_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    number: Mapped[int]
    kind: Mapped[PaymentKind] = mapped_column(default=PaymentKind.PAYOUT)
    amount_fen: Mapped[Fen]
    due: Mapped[date]
    note: Mapped[LongText] = mapped_column(default="")
    state: Mapped[PaymentState] = mapped_column(default=PaymentState.PLANNED)
    planned_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    planned_at: Mapped[datetime]
    # The account that the money went to, as it stood then.
    payee_id: Mapped[int | None] = mapped_column(ForeignKey(Payee.id), index=True)
    paid_on: Mapped[date | None]
    reference: Mapped[str] = mapped_column(default="")
    voucher_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    recorded_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    checked_at: Mapped[datetime | None]
    # Why the last record was given back to whoever made it.
    return_reason: Mapped[LongText] = mapped_column(default="")
    cancel_reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    award: Mapped[Award] = relationship()
    contest: Mapped[Contest] = relationship()
    payee: Mapped[Payee | None] = relationship()
    voucher: Mapped[StoredFile | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: PaymentState) -> PaymentState:
        return PAYMENT.check(self.state, new)
