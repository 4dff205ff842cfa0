"""Ballots, the marks on them, and marks that came too late."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, Entry, User
from judging.models.rulesheets import Criterion, RuleSheet
from judging.states import BALLOT, LATE, BallotState, LateState


class BallotSource(StrEnum):
    """How a ballot's marks came in."""

    TABLET = "tablet"
    PAPER = "paper"
    FILE = "file"
    LATE = "late"


class Mark(Audited, Model):
    """A number a judge gave on a criterion. Not marked is no row, never a zero."""

    __tablename__ = "mark"
    __table_args__ = (CheckConstraint("points >= 0", "not_negative"),)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey(Criterion.id), primary_key=True)
    points: Mapped[Decimal]

    criterion: Mapped[Criterion] = relationship()


class Ballot(Audited, Model):
    """One judge's sheet for one entry. The UUID is made where the sheet is first opened."""

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("entry_id", "judge_id"),
        CheckConstraint("state <> 'submitted' OR submitted_at IS NOT NULL", "submitted_has_a_time"),
    )
    personal = frozenset({"comment", "void_reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    rule_sheet_id: Mapped[int] = mapped_column(ForeignKey(RuleSheet.id), index=True)
    state: Mapped[BallotState] = mapped_column(default=BallotState.DRAFT)
    version: Mapped[int] = mapped_column()
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    comment: Mapped[LongText] = mapped_column(default="")
    void_reason: Mapped[LongText] = mapped_column(default="")
    source: Mapped[BallotSource] = mapped_column(default=BallotSource.TABLET)
    # The tablet that fills it in: another one asks before it goes on with it.
    holder: Mapped[str] = mapped_column(default="")

    entry: Mapped[Entry] = relationship()
    judge: Mapped[User] = relationship()
    rule_sheet: Mapped[RuleSheet] = relationship()
    marks: Mapped[list[Mark]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: BallotState) -> BallotState:
        return BALLOT.check(self.state, new)


class LateBallot(Audited, Model):
    """Marks that arrived after closing: kept apart, neither dropped nor counted by themselves.

    ``marks`` are texts by criterion key, as they were sent. ``made_at`` is the
    tablet's own word, put right by how far its clock was off (``skew`` seconds
    ahead of the server's); ``received_at`` is the server's.
    """

    __tablename__ = "late_ballot"
    __table_args__ = (
        UniqueConstraint("uuid", "content"),
        CheckConstraint(
            "(state IN ('counted', 'dismissed')) = (decided_by_id IS NOT NULL)",
            "decided_by_somebody",
        ),
        CheckConstraint("decided_by_id <> proposed_by_id", "two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(index=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    content: Mapped[str]
    marks: Mapped[dict[str, Any]]
    whole: Mapped[bool]
    source: Mapped[BallotSource]
    made_at: Mapped[datetime | None]
    skew: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    reason: Mapped[LongText]

    state: Mapped[LateState] = mapped_column(default=LateState.WAITING)
    # What the first person proposes: to count the marks, or not.
    counts: Mapped[bool | None]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime | None]
    proposal_reason: Mapped[LongText] = mapped_column(default="")
    # Why the last proposal was returned; the log tells of those before.
    return_reason: Mapped[LongText] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[User] = relationship(foreign_keys=[judge_id])
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: LateState) -> LateState:
        return LATE.check(self.state, new)
