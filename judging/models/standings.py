"""Standings: scores and places, published once per edition."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Challenge, Contest, Entry, User
from judging.models.rulesheets import RuleSheet
from judging.states import EDITION, EditionState


class Edition(Audited, Model):
    """One edition (版次) of a contest's standings: computed from ballots, then published."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    number: Mapped[int]
    rule_sheet_id: Mapped[int] = mapped_column(ForeignKey(RuleSheet.id), index=True)
    state: Mapped[EditionState] = mapped_column(default=EditionState.COMPUTED)
    digest: Mapped[str]
    reason: Mapped[LongText] = mapped_column(default="")
    computed_at: Mapped[datetime]
    computed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    # When the public learnt of it by a notice of awards; before, only who runs the contest did.
    publicised_at: Mapped[datetime | None]
    # The edition that stood published when this one was computed: what it puts right.
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))

    contest: Mapped[Contest] = relationship()
    corrects: Mapped[Edition | None] = relationship(remote_side="Edition.id")
    rule_sheet: Mapped[RuleSheet] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: EditionState) -> EditionState:
        return EDITION.check(self.state, new)


class Standing(Audited, Model):
    """An entry's score and place in an edition, and what decided it. Written once.

    ``challenge_id`` names the ranking it is a place of; None is the whole contest's.
    """

    __tablename__ = "standing"

    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey(Challenge.id), index=True)
    place: Mapped[int]
    score: Mapped[Decimal]
    technical: Mapped[Decimal]
    commercial: Mapped[Decimal]
    tied: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[str] = mapped_column(default="")
    ballots: Mapped[int]
    trimmed: Mapped[bool] = mapped_column(default=False)
    # Per criterion ``{n, mean, score}``, per judge total and whether dropped: for explaining.
    detail: Mapped[dict[str, Any]]

    entry: Mapped[Entry] = relationship()
    edition: Mapped[Edition] = relationship()


class TieMethod(StrEnum):
    """How people broke a tie that the rule sheet left to them."""

    VOTE = "vote"
    LOT = "lot"


class TieDecision(Audited, Model):
    """The order that a panel's vote or a lot gave to entries with equal scores."""

    __tablename__ = "tie_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    method: Mapped[TieMethod]
    # Numbers of the entries, first place first.
    order: Mapped[list[Any]]
    reason: Mapped[LongText]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
