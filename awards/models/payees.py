"""Payees (收款账户): whom an award is paid to, and into which account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import Award
from awards.states import PAYEE, PayeeState
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.core.sealing import SealedText, masked
from contest.models import Contest, User


class Payee(Audited, Model):
    """An account as it was given once; another one is another row, so payments keep theirs.

    The number is kept sealed. ``difference`` says why the holder is not called as the
    enterprise is registered; ``registered`` is that name on the day.
    """

    __tablename__ = "payee"
    __table_args__ = (
        UniqueConstraint("award_id", "number"),
        CheckConstraint("holder = registered OR difference <> ''", "difference_says_why"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> filled_by_id", "by_two_people"),
        CheckConstraint("state <> 'refused' OR decision <> ''", "refused_says_why"),
        # One account to pay into at a time, and one that waits.
        Index(
            "uq_payee_current",
            "award_id",
            unique=True,
            sqlite_where=text("state = 'current'"),
            postgresql_where=text("state = 'current'"),
        ),
        Index(
            "uq_payee_proposed",
            "award_id",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
    )
    unlogged = frozenset({"account"})
    personal = frozenset({"holder", "difference", "decision"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    number: Mapped[int]
    holder: Mapped[str]
    registered: Mapped[str]
    difference: Mapped[LongText] = mapped_column(default="")
    bank: Mapped[str]
    branch: Mapped[str]
    account: Mapped[str] = mapped_column(SealedText)
    state: Mapped[PayeeState] = mapped_column(default=PayeeState.PROPOSED)
    filled_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    filled_at: Mapped[datetime]
    # Of one that was proposed: how it was verified, or why it was refused.
    decision: Mapped[LongText] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]

    award: Mapped[Award] = relationship()
    contest: Mapped[Contest] = relationship()

    @property
    def shown(self) -> str:
        """The account's number as pages show it: its last four digits."""
        return masked(self.account)

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: PayeeState) -> PayeeState:
        return PAYEE.check(self.state, new)
