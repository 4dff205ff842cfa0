"""What came of it: evaluations, typical cases, proposals to the benchmark list."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.delivery_states import BENCHMARK, TYPICAL_CASE, BenchmarkState, CaseState
from awards.models.prizes import Award
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Body, Contest, StoredFile, User


class Level(StrEnum):
    """Applications are evaluated at three levels (Ningbo §四(三))."""

    CITY = "city"
    INDUSTRY = "industry"
    ENTERPRISE = "enterprise"


class EvaluationForm(Audited, Model):
    """The criteria of a level as a body set them; until then the built-in ones hold."""

    __tablename__ = "evaluation_form"
    __table_args__ = (UniqueConstraint("body_id", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    level: Mapped[Level]
    criteria: Mapped[list[Any]]
    version: Mapped[int] = mapped_column()

    body: Mapped[Body] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Evaluation(Audited, Model):
    """An evaluation of an application at one level, by the criteria of its day, which it keeps.

    ``criteria`` holds each with its most points, the points given and a remark; experts are
    told by role.
    """

    __tablename__ = "evaluation"
    __table_args__ = (CheckConstraint("total >= 0 AND total <= most", "total_within_the_most"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    level: Mapped[Level]
    criteria: Mapped[list[Any]]
    total: Mapped[int]
    most: Mapped[int]
    experts: Mapped[LongText]
    opinion: Mapped[LongText]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)
    evaluated_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    evaluated_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    evaluated_by: Mapped[User] = relationship()


class TypicalCase(Audited, Model):
    """A typical case (典型案例) of an award, told for everybody once it is approved."""

    __tablename__ = "typical_case"
    __table_args__ = (
        CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", "approved_once"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> written_by_id", "two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), unique=True)
    title: Mapped[str]
    summary: Mapped[LongText] = mapped_column(default="")
    problem: Mapped[LongText] = mapped_column(default="")
    practice: Mapped[LongText] = mapped_column(default="")
    effect: Mapped[LongText] = mapped_column(default="")
    replication: Mapped[LongText] = mapped_column(default="")
    state: Mapped[CaseState] = mapped_column(default=CaseState.DRAFT)
    written_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    written_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    approved_at: Mapped[datetime | None]
    return_reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: CaseState) -> CaseState:
        return TYPICAL_CASE.check(self.state, new)


class Benchmark(Audited, Model):
    """A proposal to the benchmark list (标杆案例清单), by its conditions, and the decision.

    ``conditions`` holds each condition with whether it is met and by what (Anhui 2024).
    """

    __tablename__ = "benchmark"
    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", "decided_once"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> proposed_by_id", "two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), unique=True)
    conditions: Mapped[list[Any]]
    reason: Mapped[LongText]
    state: Mapped[BenchmarkState] = mapped_column(default=BenchmarkState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: BenchmarkState) -> BenchmarkState:
        return BENCHMARK.check(self.state, new)
