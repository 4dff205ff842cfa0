"""Nominations of winners for the city's key R&D plan (重点研发计划)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import Award
from awards.states import NOMINATION, NominationState
from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models import Contest, User


class Nomination(Audited, Model):
    """What a winner would research (技术攻关), what for, and with how much money."""

    __tablename__ = "nomination"
    __table_args__ = (
        UniqueConstraint("award_id"),
        CheckConstraint("funding_fen >= 0", "funding_not_negative"),
        CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id", "by_two_people"
        ),
        CheckConstraint("state = 'proposed' OR decided_at IS NOT NULL", "decided_has_a_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id))
    year: Mapped[int]
    research: Mapped[LongText]
    aims: Mapped[LongText]
    funding_fen: Mapped[Fen]
    grounds: Mapped[LongText]
    state: Mapped[NominationState] = mapped_column(default=NominationState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: NominationState) -> NominationState:
        return NOMINATION.check(self.state, new)
