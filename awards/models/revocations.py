"""Revocations (撤销) of awards after their announcement."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import Award
from awards.states import REVOCATION, RevocationState
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, User


class Revocation(Audited, Model):
    """A proposal to revoke an announced award, decided by a second person; its reason is public."""

    __tablename__ = "revocation"
    __table_args__ = (
        CheckConstraint("reason <> ''", "says_why"),
        CheckConstraint(
            "state <> 'approved' OR "
            "(decided_by_id IS NOT NULL AND decided_by_id <> proposed_by_id)",
            "by_two_people",
        ),
        CheckConstraint("state <> 'returned' OR return_reason <> ''", "returned_says_why"),
        Index(
            "uq_revocation_open",
            "award_id",
            unique=True,
            sqlite_where=text("state <> 'returned'"),
            postgresql_where=text("state <> 'returned'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    state: Mapped[RevocationState] = mapped_column(default=RevocationState.PROPOSED)
    reason: Mapped[LongText]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    return_reason: Mapped[LongText] = mapped_column(default="")

    award: Mapped[Award] = relationship()
    contest: Mapped[Contest] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: RevocationState) -> RevocationState:
        return REVOCATION.check(self.state, new)
