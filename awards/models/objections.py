"""Objections (异议) to awards on a notice, what was found out about them, and what they hold."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.notices import Notice
from awards.models.prizes import Award
from awards.states import OBJECTION, ObjectionState
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.core.sealing import SealedText
from contest.models import Contest, Organisation, StoredFile, User
from judging.models import Amendment


class Objection(Audited, Model):
    """A named, written objection within a notice's period; ``due`` is the day of its answer.

    Who objected is for the organizer and the supervisor alone, unless they consented to be
    named. An objection that was upheld holds its awards until it was remedied.
    """

    __tablename__ = "objection"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint(
            "state NOT IN ('not_accepted', 'upheld', 'rejected')"
            " OR (decided_at IS NOT NULL AND decision_reason <> '')",
            "decided_with_a_reason",
        ),
        CheckConstraint("decided_by_id <> accepted_by_id", "by_two_people"),
        CheckConstraint("remedied_at IS NULL OR state = 'upheld'", "remedied_if_upheld"),
    )
    unlogged = frozenset({"phone", "email"})
    personal = frozenset({"name", "organisation", "statement", "decision_reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id), index=True)
    number: Mapped[int]
    name: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(SealedText)
    email: Mapped[str] = mapped_column(SealedText)
    # The enterprise that objected from its account; None for everybody else.
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    statement: Mapped[LongText]
    consents: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[str] = mapped_column(unique=True)
    state: Mapped[ObjectionState] = mapped_column(default=ObjectionState.RECEIVED)
    received_at: Mapped[datetime]
    due: Mapped[date]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    accepted_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[LongText] = mapped_column(default="")
    # The amendment of marks that it led to, and when and how it was put right.
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey(Amendment.id))
    remedied_at: Mapped[datetime | None]
    remedy: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    notice: Mapped[Notice] = relationship()
    against: Mapped[list[ObjectionAward]] = relationship(order_by="ObjectionAward.award_id")
    evidence: Mapped[list[ObjectionFile]] = relationship(order_by="ObjectionFile.file_id")
    inquiries: Mapped[list[Inquiry]] = relationship(order_by="Inquiry.id")

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: ObjectionState) -> ObjectionState:
        return OBJECTION.check(self.state, new)


class ObjectionAward(Audited, Model):
    """An award that an objection concerns, and holds."""

    __tablename__ = "objection_award"

    objection_id: Mapped[int] = mapped_column(ForeignKey(Objection.id), primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), primary_key=True, index=True)

    award: Mapped[Award] = relationship()


class ObjectionFile(Audited, Model):
    """A file of evidence that came with an objection."""

    __tablename__ = "objection_file"

    objection_id: Mapped[int] = mapped_column(ForeignKey(Objection.id), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), primary_key=True)

    file: Mapped[StoredFile] = relationship(lazy="joined")


class Inquiry(Audited, Model):
    """An entry of the record of what was found out about an objection. Written once."""

    __tablename__ = "inquiry"
    __table_args__ = (CheckConstraint("text <> ''", "says_something"),)
    personal = frozenset({"text"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    objection_id: Mapped[int] = mapped_column(ForeignKey(Objection.id), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    text: Mapped[LongText]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id))

    by: Mapped[User] = relationship()
    file: Mapped[StoredFile | None] = relationship()
