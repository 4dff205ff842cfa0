"""Records of a delivery: field tests, tolerance periods, acceptance, and actual use."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.models.deliveries import Delivery
from awards.models.prizes import Award
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, StoredFile, User


class OfDelivery:
    """A record of a delivery is its award's."""

    @property
    def award(self: Any) -> Award:
        """The award whose delivery it is about."""
        found: Award = self.delivery.award
        return found


class TestRecord(OfDelivery, Audited, Model):
    """A field test (现场测试): where, when, and what was measured of each indicator.

    ``measured`` holds indicator, what was asked, the value found, and whether it passed.
    """

    __tablename__ = "test_record"
    __table_args__ = (CheckConstraint("last_day >= first_day", "ends_after_it_begins"),)
    __test__ = False  # no test of pytest's

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey(Delivery.id), index=True)
    place: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    conditions: Mapped[LongText] = mapped_column(default="")
    measured: Mapped[list[Any]]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    recorded_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    delivery: Mapped[Delivery] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    recorded_by: Mapped[User] = relationship()


class Tolerance(OfDelivery, Audited, Model):
    """A tolerance period (包容期, Ningbo §四(二)): until when, why, and who decided it."""

    __tablename__ = "tolerance"
    __table_args__ = (CheckConstraint("reason <> ''", "has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey(Delivery.id), index=True)
    until: Mapped[date]
    reason: Mapped[LongText]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    delivery: Mapped[Delivery] = relationship()
    decided_by: Mapped[User] = relationship()


class Conclusion(StrEnum):
    """What an acceptance came to."""

    PASSED = "passed"
    CONDITIONAL = "conditional"
    FAILED = "failed"


class Acceptance(OfDelivery, Audited, Model):
    """An acceptance (验收): when, who took part by role, indicators met, conclusion, paper."""

    __tablename__ = "acceptance"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey(Delivery.id), index=True)
    held_on: Mapped[date]
    # Roles and organisations of those who took part; no names.
    people: Mapped[list[Any]]
    measured: Mapped[list[Any]]
    conclusion: Mapped[Conclusion]
    opinion: Mapped[LongText]
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), index=True)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    recorded_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    delivery: Mapped[Delivery] = relationship()
    file: Mapped[StoredFile] = relationship()
    recorded_by: Mapped[User] = relationship()


class UseRecord(OfDelivery, Audited, Model):
    """That a unit really uses the product: a plus in its credit evaluation (Ningbo §四(三)).

    The plus is a decision of the organizer's, not of whoever records the use.
    """

    __tablename__ = "use_record"
    __table_args__ = (
        CheckConstraint(
            "credited_by_id IS NULL OR credited_by_id <> recorded_by_id", "by_two_people"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey(Delivery.id), index=True)
    unit: Mapped[str]
    used_since: Mapped[date]
    extent: Mapped[LongText]
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), index=True)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    recorded_at: Mapped[datetime]
    credited_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    credited_at: Mapped[datetime | None]
    credit_note: Mapped[LongText] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    delivery: Mapped[Delivery] = relationship()
    file: Mapped[StoredFile] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])
