"""Amendments: marks that are changed after submission, on a ground, by several people."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, Entry, User
from judging.models.ballots import Ballot
from judging.models.standings import Edition
from judging.states import AMENDMENT, AmendmentState


class AmendmentKind(StrEnum):
    """Before the standings are published an amendment, afterwards a correction of them."""

    AMENDMENT = "amendment"
    CORRECTION = "correction"


class AmendmentGround(StrEnum):
    """The only grounds on which submitted marks change (财政部令第87号 art. 64)."""

    SUM_ERROR = "sum_error"
    OUT_OF_RANGE = "out_of_range"
    OBJECTIVE = "objective"
    ABNORMAL = "abnormal"


class Amendment(Audited, Model):
    """Other marks for some submitted ballots, applied or cancelled as a whole.

    ``preview`` is what was co-signed: the standings before and after, under ``preview_digest``.
    ``occasion`` names what led to it, such as an objection that was upheld. Editions up to
    number ``editions_before`` were counted before it was applied; ``edition`` is the one that
    it gave rise to, if standings had been computed.
    """

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("cosigned_by_id <> proposed_by_id", "two_people"),
        CheckConstraint(
            "state NOT IN ('cosigned', 'applied') OR cosigned_by_id IS NOT NULL",
            "cosigned_by_somebody",
        ),
        CheckConstraint("(state = 'applied') = (applied_by_id IS NOT NULL)", "applied_by_somebody"),
        CheckConstraint(
            "(state = 'cancelled') = (cancelled_by_id IS NOT NULL)", "cancelled_by_somebody"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    number: Mapped[int]
    kind: Mapped[AmendmentKind]
    ground: Mapped[AmendmentGround]
    reason: Mapped[LongText]
    occasion: Mapped[LongText] = mapped_column(default="")
    state: Mapped[AmendmentState] = mapped_column(default=AmendmentState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    proposed_at: Mapped[datetime]
    cosigned_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    cosigned_at: Mapped[datetime | None]
    preview: Mapped[dict[str, Any]] = mapped_column(default=dict)
    preview_digest: Mapped[str] = mapped_column(default="")
    applied_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    applied_at: Mapped[datetime | None]
    # The line of the contest's log that tells of it.
    applied_sequence: Mapped[int | None]
    editions_before: Mapped[int | None]
    edition_id: Mapped[int | None] = mapped_column(ForeignKey(Edition.id))
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[LongText] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    edition: Mapped[Edition | None] = relationship()
    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])
    cosigned_by: Mapped[User | None] = relationship(foreign_keys=[cosigned_by_id])
    applied_by: Mapped[User | None] = relationship(foreign_keys=[applied_by_id])
    cancelled_by: Mapped[User | None] = relationship(foreign_keys=[cancelled_by_id])
    ballots: Mapped[list[AmendedBallot]] = relationship(
        back_populates="amendment", order_by="AmendedBallot.ballot_id"
    )

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: AmendmentState) -> AmendmentState:
        return AMENDMENT.check(self.state, new)


class AmendedBallot(Audited, Model):
    """A ballot of an amendment: the marks it had before and all after, as texts by criterion key.

    ``signed_at`` is when its judge agreed, having given PIN or password again.
    """

    __tablename__ = "amended_ballot"

    amendment_id: Mapped[int] = mapped_column(ForeignKey(Amendment.id), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey(Ballot.id), primary_key=True, index=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    signed_at: Mapped[datetime | None]

    amendment: Mapped[Amendment] = relationship(back_populates="ballots")
    ballot: Mapped[Ballot] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[User] = relationship()

    @property
    def changed(self) -> list[str]:
        """The keys of the criteria whose marks change."""
        return [key for key, mark in self.after.items() if mark != self.before.get(key)]
