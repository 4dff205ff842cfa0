"""Paper audits: ballots drawn from a seed said in public, compared by people with the paper."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, User
from judging.models.ballots import Ballot


class PaperMatch(StrEnum):
    """What a person found when holding the paper beside the screen."""

    SAME = "same"
    DIFFERS = "differs"
    NO_PAPER = "no_paper"


class PaperAudit(Audited, Model):
    """One draw: the seed, how many ballots there were, and the digest of their list."""

    __tablename__ = "paper_audit"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    number: Mapped[int]
    seed: Mapped[str]
    # What the seed was made of, and before whom.
    source: Mapped[LongText]
    ballots: Mapped[int]
    frame: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    contest: Mapped[Contest] = relationship()
    drawn_by: Mapped[User] = relationship()
    lines: Mapped[list[PaperAuditLine]] = relationship(
        order_by="PaperAuditLine.place", back_populates="audit"
    )


class PaperAuditLine(Audited, Model):
    """A ballot that was drawn, and what a person found."""

    __tablename__ = "paper_audit_line"
    __table_args__ = (
        UniqueConstraint("audit_id", "place"),
        CheckConstraint("(found IS NULL) = (checked_by_id IS NULL)", "found_by_somebody"),
    )

    audit_id: Mapped[int] = mapped_column(ForeignKey(PaperAudit.id), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey(Ballot.id), primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    place: Mapped[int]
    key: Mapped[str]
    found: Mapped[PaperMatch | None]
    note: Mapped[LongText] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    audit: Mapped[PaperAudit] = relationship(back_populates="lines")
    contest: Mapped[Contest] = relationship()
    ballot: Mapped[Ballot] = relationship()
    checked_by: Mapped[User | None] = relationship()
