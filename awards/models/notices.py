"""Publicity notices (公示): what the public may object to, and until when."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import MOST_FEN, Award, Plan
from awards.states import NOTICE, NoticeState
from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models import Contest, User
from judging.models import Edition


class NoticeKind(StrEnum):
    """A notice names the awards of a plan, or only what a correction changed of them."""

    AWARDS = "awards"
    CORRECTION = "correction"


class Notice(Audited, Model):
    """A publicity notice of a contest, numbered within it.

    Its period runs in working days from the day of publication, which is not counted;
    ``covered`` says whether the State Council's calendar reaches to its end. ``head`` is the
    signed head of the log at publication.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("days >= 3", "at_least_three_days"),
        CheckConstraint("(kind = 'correction') = (corrects_id IS NOT NULL)", "corrects_another"),
        CheckConstraint(
            "state = 'draft' OR (published_at IS NOT NULL AND last_day IS NOT NULL)",
            "published_has_its_period",
        ),
        CheckConstraint("state <> 'withdrawn' OR withdraw_reason <> ''", "withdrawn_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    number: Mapped[int]
    kind: Mapped[NoticeKind] = mapped_column(default=NoticeKind.AWARDS)
    plan_id: Mapped[int] = mapped_column(ForeignKey(Plan.id), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    title: Mapped[str]
    text: Mapped[LongText]
    phone: Mapped[str]
    days: Mapped[int]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    covered: Mapped[bool] = mapped_column(default=True)
    head: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[NoticeState] = mapped_column(default=NoticeState.DRAFT)
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    drafted_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    published_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    withdrawn_at: Mapped[datetime | None]
    withdraw_reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    plan: Mapped[Plan] = relationship()
    edition: Mapped[Edition] = relationship()
    corrects: Mapped[Notice | None] = relationship(remote_side="Notice.id")
    lines: Mapped[list[NoticeLine]] = relationship(
        order_by="NoticeLine.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: NoticeState) -> NoticeState:
        return NOTICE.check(self.state, new)


class NoticeChange(StrEnum):
    """What a notice says of an award: new on it, changed, or taken off."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


class NoticeLine(Audited, Model):
    """An award as a notice shows it, in the words of the day it was published."""

    __tablename__ = "notice_line"
    __table_args__ = (
        CheckConstraint(f"amount_fen >= 0 AND amount_fen <= {MOST_FEN}", "amount_within_the_cap"),
    )

    notice_id: Mapped[int] = mapped_column(ForeignKey(Notice.id), primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), primary_key=True)
    position: Mapped[int]
    entry_title: Mapped[str]
    enterprise: Mapped[str]
    challenge: Mapped[str]
    prize: Mapped[str]
    place: Mapped[int]
    amount_fen: Mapped[Fen]
    change: Mapped[NoticeChange] = mapped_column(default=NoticeChange.NEW)

    award: Mapped[Award] = relationship()


class Announcement(Audited, Model):
    """The decision (发布决定) that announces confirmed awards, under its document's number."""

    __tablename__ = "announcement"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("document_number <> ''", "has_a_document_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    number: Mapped[int]
    document_number: Mapped[str]
    announced_at: Mapped[datetime]
    announced_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    contest: Mapped[Contest] = relationship()
