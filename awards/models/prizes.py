"""Prizes, award plans and awards."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.outcomes import MOST_FOR_ONE_AWARD_FEN
from awards.states import AWARD, PLAN, AwardState, PlanState
from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models import Contest, Entry, Organisation, User
from judging.models import Edition

# 每个不超过 100 万元 (宁波市开放应用场景实施意见 §三(三)); in fen.
MOST_FEN = MOST_FOR_ONE_AWARD_FEN


class Prize(Audited, Model):
    """A prize (奖项): its seats and the amount of each, at most 1,000,000 yuan.

    A prize without a seat is no longer given; the row stays for the plans that name it.
    """

    __tablename__ = "prize"
    __table_args__ = (
        UniqueConstraint("contest_id", "position"),
        CheckConstraint(f"amount_fen >= 0 AND amount_fen <= {MOST_FEN}", "amount_within_the_cap"),
        CheckConstraint("seats >= 0", "seats_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    position: Mapped[int]
    name: Mapped[str]
    seats: Mapped[int]
    amount_fen: Mapped[Fen]

    contest: Mapped[Contest] = relationship()


class Plan(Audited, Model):
    """A proposal of all awards of a contest, from one published edition; its digest is approved."""

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> proposed_by_id", "by_two_people"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    state: Mapped[PlanState] = mapped_column(default=PlanState.PROPOSED)
    digest: Mapped[str]
    note: Mapped[LongText] = mapped_column(default="")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    approved_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[LongText] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    edition: Mapped[Edition] = relationship()
    lines: Mapped[list[PlanLine]] = relationship(
        order_by="PlanLine.position", cascade="all, delete-orphan"
    )
    revokes: Mapped[list[PlanRevocation]] = relationship(
        order_by="PlanRevocation.award_id", cascade="all, delete-orphan"
    )

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: PlanState) -> PlanState:
        return PLAN.check(self.state, new)


class PlanLine(Audited, Model):
    """What the plan gives an entry, and why: every entry has its reason."""

    __tablename__ = "plan_line"

    plan_id: Mapped[int] = mapped_column(ForeignKey(Plan.id), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), primary_key=True)
    position: Mapped[int]
    place: Mapped[int]
    score: Mapped[Decimal]
    prize_id: Mapped[int | None] = mapped_column(ForeignKey(Prize.id))
    amount_fen: Mapped[Fen] = mapped_column(default=0)
    # A code of ``awards.allocation`` with its values, and the words people read.
    reason_code: Mapped[str]
    reason: Mapped[LongText]

    entry: Mapped[Entry] = relationship()
    prize: Mapped[Prize | None] = relationship()


class PlanRevocation(Audited, Model):
    """An award that a plan takes back as it gives others: a correction, by the same two people.

    ``bars`` says that the entry gets none again, as where an objection to it was upheld.
    """

    __tablename__ = "plan_revocation"
    __table_args__ = (CheckConstraint("reason <> ''", "says_why"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey(Plan.id), primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), primary_key=True)
    reason: Mapped[LongText]
    bars: Mapped[bool] = mapped_column(default=False)

    award: Mapped[Award] = relationship()


class Award(Audited, Model):
    """A prize given to an entry (奖励), by an approved plan."""

    __tablename__ = "award"
    __table_args__ = (
        CheckConstraint(f"amount_fen >= 0 AND amount_fen <= {MOST_FEN}", "amount_within_the_cap"),
        # An entry has one award at most that stands.
        Index(
            "uq_award_standing",
            "entry_id",
            unique=True,
            sqlite_where=text("state <> 'revoked'"),
            postgresql_where=text("state <> 'revoked'"),
        ),
        CheckConstraint(
            "state <> 'announced' OR announcement_id IS NOT NULL", "announced_by_a_decision"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    prize_id: Mapped[int] = mapped_column(ForeignKey(Prize.id), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey(Plan.id), index=True)
    place: Mapped[int]
    amount_fen: Mapped[Fen]
    state: Mapped[AwardState] = mapped_column(default=AwardState.APPROVED)
    approved_at: Mapped[datetime]
    # Who found its notice over and nothing held, and by which decision it was announced.
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcement.id"))
    # When and why it was taken back.
    revoked_at: Mapped[datetime | None]
    revocation: Mapped[LongText] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
    enterprise: Mapped[Organisation] = relationship()
    prize: Mapped[Prize] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: AwardState) -> AwardState:
        return AWARD.check(self.state, new)
