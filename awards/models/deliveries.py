"""Delivery of what was awarded: the kind of cooperation, its milestones, and their reminders."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.delivery_states import DELIVERY, MILESTONE, DeliveryState, MilestoneState
from awards.models.prizes import Award
from contest.core.audit import Audited, Operational
from contest.core.db import LongText, Model
from contest.models import Contest, Cooperation, StoredFile, User


class Delivery(Audited, Model):
    """How issuer and enterprise work together after an award (Ningbo §三(四)).

    Issuer and organizer settle the kind: one proposes, the other agrees.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("state <> 'agreed' OR agreed_at IS NOT NULL", "agreed_at_some_time"),
        CheckConstraint("agreed_by_id IS NULL OR agreed_by_id <> proposed_by_id", "by_two_people"),
        CheckConstraint("state <> 'ended' OR end_reason <> ''", "ended_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), unique=True)
    cooperation: Mapped[Cooperation]
    basis: Mapped[LongText] = mapped_column(default="")
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    agreed_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()
    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])
    milestones: Mapped[list[Milestone]] = relationship(
        order_by="Milestone.position", cascade="all, delete-orphan", back_populates="delivery"
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: DeliveryState) -> DeliveryState:
        return DELIVERY.check(self.state, new)


class Milestone(Audited, Model):
    """What shall be done by a day; reported by the enterprise, confirmed by the issuer."""

    __tablename__ = "milestone"
    __table_args__ = (
        CheckConstraint("state = 'open' OR reported_at IS NOT NULL", "reported_at_some_time"),
        CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", "confirmed_once"),
        CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> reported_by_id", "by_two_people"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey(Delivery.id), index=True)
    position: Mapped[int]
    title: Mapped[str]
    due: Mapped[date]
    state: Mapped[MilestoneState] = mapped_column(default=MilestoneState.OPEN)
    report: Mapped[LongText] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    reported_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    confirmed_at: Mapped[datetime | None]
    return_reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    delivery: Mapped[Delivery] = relationship(back_populates="milestones")
    file: Mapped[StoredFile | None] = relationship()
    reported_by: Mapped[User | None] = relationship(foreign_keys=[reported_by_id])
    confirmed_by: Mapped[User | None] = relationship(foreign_keys=[confirmed_by_id])

    __mapper_args__ = {"version_id_col": version}

    @property
    def award(self) -> Award:
        """The award whose delivery it is a part of."""
        return self.delivery.award

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: MilestoneState) -> MilestoneState:
        return MILESTONE.check(self.state, new)


class MilestoneReminder(Operational, Model):
    """That a reminder of a milestone left: once for each day and each distance from it.

    ``ahead`` is 14, 3 or 0 days before ``due``, or -1 where that has passed.
    """

    __tablename__ = "milestone_reminder"

    milestone_id: Mapped[int] = mapped_column(
        ForeignKey(Milestone.id, ondelete="CASCADE"), primary_key=True
    )
    due: Mapped[date] = mapped_column(primary_key=True)
    ahead: Mapped[int] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]
