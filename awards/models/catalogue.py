"""The 《重点自主创新产品目录》 of a year: its items and its own conditions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.conditions import Check
from awards.models.prizes import Award
from awards.states import CATALOGUE_ITEM, CatalogueState
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Body, Contest, Field, Organisation, User


class Origin(StrEnum):
    """How an item came into the catalogue: 获奖视同列入, 评审列入, or brought in from earlier."""

    AWARD = "award"
    REVIEW = "review"
    IMPORT = "import"


class IpKind(StrEnum):
    """What an intellectual property right is."""

    INVENTION = "invention"
    UTILITY = "utility"
    SOFTWARE = "software"
    LAYOUT = "layout"
    VARIETY = "variety"
    OTHER = "other"


class CatalogueItem(Audited, Model):
    """A product of a year's catalogue of a body, with its enterprise as it was called then.

    ``answers`` are what the proposer declared of the conditions; ``findings`` are what the
    checks gave when it was decided, kept with the decision.
    """

    __tablename__ = "catalogue_item"
    __table_args__ = (
        UniqueConstraint("award_id"),
        Index(
            "uq_catalogue_item_number",
            *("body_id", "year", "number"),
            unique=True,
            sqlite_where=text("number <> ''"),
            postgresql_where=text("number <> ''"),
        ),
        CheckConstraint("(origin = 'award') = (award_id IS NOT NULL)", "award_by_origin"),
        CheckConstraint("(award_id IS NULL) = (contest_id IS NULL)", "contest_of_its_award"),
        CheckConstraint("state NOT IN ('listed', 'removed') OR number <> ''", "listed_is_numbered"),
        CheckConstraint("state = 'proposed' OR decided_at IS NOT NULL", "decided_has_a_time"),
        CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id", "by_two_people"
        ),
        CheckConstraint(
            "state <> 'removed' OR (removed_at IS NOT NULL AND removal <> '')", "removed_says_why"
        ),
        CheckConstraint(
            "removed_by_id IS NULL OR decided_by_id IS NULL OR removed_by_id <> decided_by_id",
            "removed_by_another",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    year: Mapped[int]
    # Given when it is listed: ``2026-001``; brought-in items keep theirs.
    number: Mapped[str] = mapped_column(default="")
    origin: Mapped[Origin]
    contest_id: Mapped[int | None] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int | None] = mapped_column(ForeignKey(Award.id))
    product: Mapped[str]
    model: Mapped[str] = mapped_column(default="")
    field_id: Mapped[int | None] = mapped_column(ForeignKey(Field.id), index=True)
    summary: Mapped[LongText] = mapped_column(default="")
    ip_kind: Mapped[IpKind | None]
    ip_number: Mapped[str] = mapped_column(default="")
    ip_holder: Mapped[str] = mapped_column(default="")
    ip_until: Mapped[date | None]
    other_ip: Mapped[LongText] = mapped_column(default="")
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    enterprise: Mapped[str]
    uscc: Mapped[str] = mapped_column(default="")
    state: Mapped[CatalogueState] = mapped_column(default=CatalogueState.PROPOSED)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    findings: Mapped[list[Any]] = mapped_column(default=list)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    reason: Mapped[LongText] = mapped_column(default="")
    # Nobody removed it by hand where its award was taken back.
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    removed_at: Mapped[datetime | None]
    removal: Mapped[LongText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    body: Mapped[Body] = relationship()
    contest: Mapped[Contest | None] = relationship()
    award: Mapped[Award | None] = relationship()
    field: Mapped[Field | None] = relationship()
    corrections: Mapped[list[CatalogueCorrection]] = relationship(
        order_by="CatalogueCorrection.id.desc()"
    )

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: CatalogueState) -> CatalogueState:
        return CATALOGUE_ITEM.check(self.state, new)


class CatalogueCorrection(Audited, Model):
    """A listed product put right: why, and of each line what it said before and says now.

    ``changes`` maps the name of a column to the two texts, as people read them; a field by its
    name, since that is what was listed.
    """

    __tablename__ = "catalogue_correction"
    __table_args__ = (CheckConstraint("reason <> ''", "says_why"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(CatalogueItem.id), index=True)
    reason: Mapped[LongText]
    changes: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))


class CatalogueRule(Audited, Model):
    """A condition of a year's catalogue of a body, with its source: data, because it changes."""

    __tablename__ = "catalogue_rule"
    __table_args__ = (UniqueConstraint("body_id", "year", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    year: Mapped[int]
    position: Mapped[int]
    kind: Mapped[Check]
    wording: Mapped[LongText]
    parameter: Mapped[str] = mapped_column(default="")
    source: Mapped[LongText]
    set_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    set_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
