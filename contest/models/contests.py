"""Contests, and the challenges that issuers publish in them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models.files import StoredFile
from contest.models.people import Body, Organisation, User
from contest.states import CHALLENGE, CONTEST, ChallengeState, ContestState


class RankingScope(StrEnum):
    """Whether entries are ranked within each challenge or over the whole contest."""

    CHALLENGE = "challenge"
    CONTEST = "contest"


class Field(Audited, Model):
    """A field of challenges (场景领域) of a body's list: data, because it changes over time."""

    __tablename__ = "field"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    group: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)


class Contest(Audited, Model):
    """One edition of the competition, with its timetable, budget and rules of entering."""

    __tablename__ = "contest"
    __table_args__ = (
        CheckConstraint("entries_open_at < entries_close_at", "opens_before_it_closes"),
        CheckConstraint("entries_close_at <= screening_until", "screened_after_closing"),
        CheckConstraint("roadshow_from <= roadshow_until", "roadshow_in_order"),
        CheckConstraint("publicity_days >= 3", "publicity_at_least_three_days"),
        CheckConstraint("objection_answer_days >= 1", "objections_answered_in_a_day_or_more"),
        CheckConstraint("budget_fen >= 0", "budget_not_negative"),
        CheckConstraint(
            "(state IN ('rehearsal', 'rehearsed')) = (rehearsal_of_id IS NOT NULL)",
            "rehearsal_of_another",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    name: Mapped[str]
    year: Mapped[int]
    introduction: Mapped[LongText] = mapped_column(default="")
    state: Mapped[ContestState] = mapped_column(default=ContestState.DRAFT)
    version: Mapped[int] = mapped_column()

    entries_open_at: Mapped[datetime]
    entries_close_at: Mapped[datetime]
    screening_until: Mapped[datetime]
    roadshow_from: Mapped[datetime]
    roadshow_until: Mapped[datetime]
    # Working days; 5 is Ningbo's practice, under 3 is never allowed (DOMAIN §3).
    publicity_days: Mapped[int] = mapped_column(default=5)
    # Working days in which an objection is answered; 3 is the usual time (DOMAIN §7).
    objection_answer_days: Mapped[int] = mapped_column(default=3, server_default="3")

    budget_fen: Mapped[Fen] = mapped_column(default=0)
    ranking_scope: Mapped[RankingScope] = mapped_column(default=RankingScope.CHALLENGE)
    one_award_per_enterprise: Mapped[bool] = mapped_column(default=True)
    most_members: Mapped[int] = mapped_column(default=4)
    # Fewer valid entries than this for a challenge are flagged, never silently scored.
    fewest_entries: Mapped[int] = mapped_column(default=3)
    talk_minutes: Mapped[int] = mapped_column(default=8)
    question_minutes: Mapped[int] = mapped_column(default=4)
    # How far from the panel's median is far (畸高畸低), in per cent of what can be given.
    outlying_percent: Mapped[int] = mapped_column(default=20, server_default="20")
    # By how much weights are varied to see whether the winners would be others (稳健性).
    sway_percent: Mapped[int] = mapped_column(default=10, server_default="10")
    # Of fewer entries nothing is told about a judge: 不足以判断.
    fewest_compared: Mapped[int] = mapped_column(default=8, server_default="8")
    # The contest that this one rehearses; nothing of a rehearsal is ever a result.
    rehearsal_of_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), index=True)
    # Judges' tablets may keep the pages of papers, to be read without a network.
    papers_offline: Mapped[bool] = mapped_column(default=False, server_default=false())

    body: Mapped[Body] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_rehearsal(self) -> bool:
        """Whether all that happens in it is for practice."""
        return self.rehearsal_of_id is not None

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: ContestState) -> ContestState:
        return CONTEST.check(self.state, new)


class Cooperation(StrEnum):
    """How an issuer is ready to work with a winner (Ningbo §三(四))."""

    DIRECT_PURCHASE = "direct_purchase"
    JOINT_DEVELOPMENT = "joint_development"
    JOINT_RESEARCH = "joint_research"


class Stage(StrEnum):
    """Whether the project behind a challenge is in building or planned (Ningbo §二)."""

    IN_BUILDING = "in_building"
    PLANNED = "planned"


class Challenge(Audited, Model):
    """One scenario (榜单) that an issuer publishes for enterprises to solve."""

    __tablename__ = "challenge"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    field_id: Mapped[int | None] = mapped_column(ForeignKey(Field.id), index=True)
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    pain_point: Mapped[LongText] = mapped_column(default="")
    goal: Mapped[LongText] = mapped_column(default="")
    resources: Mapped[LongText] = mapped_column(default="")
    eligibility: Mapped[LongText] = mapped_column(default="")
    # Values of ``Cooperation``, in its order.
    cooperation: Mapped[list[Any]] = mapped_column(default=list)
    stage: Mapped[Stage] = mapped_column(default=Stage.PLANNED)
    site: Mapped[str] = mapped_column(default="")
    questions_until: Mapped[datetime | None]
    state: Mapped[ChallengeState] = mapped_column(default=ChallengeState.DRAFT)
    return_reason: Mapped[LongText] = mapped_column(default="")
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    # Who decided, when and why to judge its entries although they are few (照常评审).
    kept_at: Mapped[datetime | None]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    kept_reason: Mapped[LongText] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    issuer: Mapped[Organisation] = relationship()
    kept_by: Mapped[User | None] = relationship()
    field: Mapped[Field | None] = relationship()
    indicators: Mapped[list[Indicator]] = relationship(
        order_by="Indicator.position", cascade="all, delete-orphan"
    )
    attachments: Mapped[list[ChallengeAttachment]] = relationship(
        order_by="ChallengeAttachment.id", cascade="all, delete-orphan"
    )
    corrections: Mapped[list[Correction]] = relationship(order_by="Correction.id")

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: ChallengeState) -> ChallengeState:
        return CHALLENGE.check(self.state, new)


class Indicator(Audited, Model):
    """A measurable target of a challenge: name, baseline, comparator and target with its unit."""

    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey(Challenge.id), index=True)
    position: Mapped[int]
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    baseline: Mapped[str] = mapped_column(default="")
    comparator: Mapped[str] = mapped_column(default="≥")
    target: Mapped[str]
    verification: Mapped[str] = mapped_column(default="")


class ChallengeAttachment(Audited, Model):
    """A file that the issuer gives to everybody with the challenge."""

    __tablename__ = "challenge_attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey(Challenge.id), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), index=True)

    file: Mapped[StoredFile] = relationship(lazy="joined")
    challenge: Mapped[Challenge] = relationship(back_populates="attachments")


class Question(Audited, Model):
    """A question to the issuer, answered for all to read; who asked stays hidden."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey(Challenge.id), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    text: Mapped[LongText]
    asked_at: Mapped[datetime]
    answer: Mapped[LongText] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    challenge: Mapped[Challenge] = relationship()


class Correction(Audited, Model):
    """A dated notice (更正公告) on a challenge that was already published."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey(Challenge.id), index=True)
    at: Mapped[datetime]
    text: Mapped[LongText]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
