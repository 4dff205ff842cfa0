"""What follows from an award: catalogue listing, insurance subsidy, key R&D plan."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import Award
from awards.states import FOLLOW_UP, FollowUpState
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, User


class FollowUpKind(StrEnum):
    """The policy consequences of winning (Ningbo §四(一))."""

    CATALOGUE = "catalogue"
    SUBSIDY = "subsidy"
    KEY_RD = "key_rd"


class FollowUp(Audited, Model):
    """A decision whether one policy applies to one award, with its reason."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("award_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    kind: Mapped[FollowUpKind]
    state: Mapped[FollowUpState] = mapped_column(default=FollowUpState.UNDECIDED)
    # Of the catalogue: its year; the origin is 获奖视同列入.
    year: Mapped[int]
    reason: Mapped[LongText] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    award: Mapped[Award] = relationship()
    contest: Mapped[Contest] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: FollowUpState) -> FollowUpState:
        return FOLLOW_UP.check(self.state, new)
