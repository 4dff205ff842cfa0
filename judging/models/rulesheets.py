"""Rule sheets and their criteria."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, JudgeKind, User
from judging.rules import RoundOrder, Trim
from judging.states import RULE_SHEET, RuleSheetState


class RuleSheet(Audited, Model):
    """Weights, trimming, rounding, ties, quorum and pass mark of a contest; sealed by hash."""

    __tablename__ = "rule_sheet"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint(
            "(state IN ('sealed', 'replaced')) = (digest <> '')", "sealed_with_a_digest"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    number: Mapped[int]
    state: Mapped[RuleSheetState] = mapped_column(default=RuleSheetState.DRAFT)
    version: Mapped[int] = mapped_column()

    technical_weight: Mapped[Decimal]
    commercial_weight: Mapped[Decimal]
    trim: Mapped[Trim] = mapped_column(default=Trim.PER_JUDGE_TOTAL)
    trim_each_end: Mapped[int] = mapped_column(default=1)
    min_to_trim: Mapped[int] = mapped_column(default=5)
    decimals: Mapped[int] = mapped_column(default=2)
    round_order: Mapped[RoundOrder] = mapped_column(default=RoundOrder.TOTAL)
    # Steps such as ``dimension:technical``, ``criterion:novelty``, ``vote``, ``lot``, ``share``.
    ties: Mapped[list[Any]]
    quorum: Mapped[int] = mapped_column(default=5)
    quorum_technical: Mapped[int] = mapped_column(default=2)
    quorum_commercial: Mapped[int] = mapped_column(default=2)
    pass_mark: Mapped[Decimal | None]

    digest: Mapped[str] = mapped_column(default="")
    reason: Mapped[LongText] = mapped_column(default="")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    sealed_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    criteria: Mapped[list[Criterion]] = relationship(
        order_by="Criterion.position", cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: RuleSheetState) -> RuleSheetState:
        return RULE_SHEET.check(self.state, new)


class Criterion(Audited, Model):
    """One line of the rubric: belongs to one dimension; marks run from 0 to ``top`` by ``step``."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("rule_sheet_id", "key"),
        CheckConstraint("top > 0 AND step > 0 AND weight > 0", "positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_sheet_id: Mapped[int] = mapped_column(ForeignKey(RuleSheet.id), index=True)
    position: Mapped[int]
    key: Mapped[str]
    # A dimension is named as the kind of judge who is called for it.
    dimension: Mapped[JudgeKind]
    name: Mapped[str]
    hint: Mapped[LongText] = mapped_column(default="")
    top: Mapped[Decimal]
    step: Mapped[Decimal]
    weight: Mapped[Decimal]
    # ``[{"from": "0", "to": "11", "text": "不足"}, …]``, marks as text.
    anchors: Mapped[list[Any]] = mapped_column(default=list)
