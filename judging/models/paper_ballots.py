"""Paper sheets: what two people typed from them, blind, and what stands in the end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import Model
from contest.models import Contest, Entry, StoredFile, User
from judging.models.rulesheets import RuleSheet
from judging.states import PAPER, PaperState


class PaperBallot(Audited, Model):
    """A judge's paper sheet as it was typed by one person and, blind, by another.

    All marks are texts by criterion key. ``settled_marks`` are those on which the
    two differed, read once more from the paper.
    """

    __tablename__ = "paper_ballot"
    __table_args__ = (
        UniqueConstraint("entry_id", "judge_id"),
        CheckConstraint("second_by_id <> first_by_id", "two_people"),
        CheckConstraint("(state = 'entered') = (second_by_id IS NULL)", "typed_twice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    rule_sheet_id: Mapped[int] = mapped_column(ForeignKey(RuleSheet.id), index=True)
    uuid: Mapped[str]
    state: Mapped[PaperState] = mapped_column(default=PaperState.ENTERED)
    first_marks: Mapped[dict[str, Any]]
    first_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    first_at: Mapped[datetime]
    second_marks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    second_at: Mapped[datetime | None]
    settled_marks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    settled_at: Mapped[datetime | None]
    # A photograph or scan of the signed sheet.
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id))

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[User] = relationship(foreign_keys=[judge_id])
    first_by: Mapped[User] = relationship(foreign_keys=[first_by_id])
    second_by: Mapped[User | None] = relationship(foreign_keys=[second_by_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
    file: Mapped[StoredFile | None] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: PaperState) -> PaperState:
        return PAPER.check(self.state, new)
