"""Panels, their judges, roadshow sessions, and recusals."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, Entry, JudgeKind, StoredFile, User
from judging.states import RECUSAL, SESSION, RecusalState, SessionState
from judging.timer import Phase, Timer


class Panel(Audited, Model):
    """The judges of one or more sessions."""

    __tablename__ = "panel"
    __table_args__ = (UniqueConstraint("contest_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    name: Mapped[str]

    contest: Mapped[Contest] = relationship()
    seats: Mapped[list[Seat]] = relationship(
        order_by="Seat.position", cascade="all, delete-orphan", back_populates="panel"
    )


class Seat(Audited, Model):
    """A judge's place on a panel, of a kind. A judge who left it keeps the time of leaving."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("panel_id", "judge_id"),)
    personal = frozenset({"left_reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey(Panel.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    kind: Mapped[JudgeKind]
    position: Mapped[int]
    # A judge declares after it on the entries of the panel; None where it was before all.
    taken_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    left_reason: Mapped[str] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    panel: Mapped[Panel] = relationship(back_populates="seats")
    judge: Mapped[User] = relationship()


class MarksWhen(StrEnum):
    """When a session's judges may mark: each entry as it is called, or all the time."""

    CALLED = "called"
    ANYTIME = "anytime"


class Session(Audited, Model):
    """A roadshow (路演场次): a room, a date, a running order."""

    __tablename__ = "session"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey(Panel.id), index=True)
    number: Mapped[int]
    name: Mapped[str]
    room: Mapped[str]
    starts_at: Mapped[datetime]
    marks_when: Mapped[MarksWhen] = mapped_column(default=MarksWhen.ANYTIME)
    state: Mapped[SessionState] = mapped_column(default=SessionState.PLANNED)
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Why it was closed all the same, where the rules leave that to the organizer.
    close_reason: Mapped[LongText] = mapped_column(default="")
    frozen_at: Mapped[datetime | None]
    # Words for the hall while it is paused.
    paused_at: Mapped[datetime | None]
    pause_words: Mapped[str] = mapped_column(default="")
    # The clock on stage: when it ends while it runs, else how many seconds are left.
    timer_phase: Mapped[Phase] = mapped_column(default=Phase.NONE)
    timer_ends_at: Mapped[datetime | None]
    timer_left: Mapped[int | None]

    contest: Mapped[Contest] = relationship()
    panel: Mapped[Panel] = relationship()
    slots: Mapped[list[Slot]] = relationship(
        order_by="Slot.position", cascade="all, delete-orphan", back_populates="session"
    )

    @property
    def timer(self) -> Timer:
        """The clock on stage."""
        return Timer(self.timer_phase, self.timer_ends_at, self.timer_left)

    @timer.setter
    def timer(self, timer: Timer) -> None:
        self.timer_phase, self.timer_left = timer.phase, timer.left
        self.timer_ends_at = timer.ends_at

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: SessionState) -> SessionState:
        return SESSION.check(self.state, new)


class Slot(Audited, Model):
    """An entry's turn in a session; an entry has one."""

    __tablename__ = "slot"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), unique=True)
    position: Mapped[int]
    # A judge declares after it before reading the entry; None where it was there before all.
    added_at: Mapped[datetime | None]
    # From when its marks are taken, where the session's judges wait for the call.
    marking_opened_at: Mapped[datetime | None]
    # On stage between the two; called again, it stands there anew.
    called_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    # Since when the hall may see its score.
    revealed_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    session: Mapped[Session] = relationship(back_populates="slots")
    entry: Mapped[Entry] = relationship()

    @property
    def is_on_stage(self) -> bool:
        """Whether it was called and has not left."""
        return self.called_at is not None and self.left_at is None


class RecusalOrigin(StrEnum):
    """Where a recusal came from."""

    FOUND = "found"
    DECLARED = "declared"
    REQUESTED = "requested"


class RecusalGround(StrEnum):
    """Grounds mirrored from 政府采购法实施条例 art. 9, with a three-year look-back."""

    EMPLOYED = "employed"
    DIRECTOR = "director"
    SHAREHOLDER = "shareholder"
    RELATIVE = "relative"
    OTHER = "other"


class Recusal(Audited, Model):
    """A judge's recusal (回避) from an entry: ground, evidence, and who decided."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("entry_id", "judge_id", "origin", "ties"),)
    personal = frozenset({"detail", "ties", "decision_reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    origin: Mapped[RecusalOrigin]
    ground: Mapped[RecusalGround]
    detail: Mapped[LongText] = mapped_column(default="")
    # What a found one was found by, "CODE:part" by "CODE:part": each tie is asked about once.
    ties: Mapped[LongText] = mapped_column(default="")
    state: Mapped[RecusalState] = mapped_column(default=RecusalState.POTENTIAL)
    raised_at: Mapped[datetime]
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decision_reason: Mapped[LongText] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id))

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[User] = relationship(foreign_keys=[judge_id])
    file: Mapped[StoredFile | None] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: RecusalState) -> RecusalState:
        return RECUSAL.check(self.state, new)


class RecusalRequest(Audited, Model):
    """What an entrant asks in writing: that a person or organisation stand back.

    Entrants do not know the judges, so they name whom they mean in their own words;
    the organizer answers, and raises a recusal where a judge is meant.
    """

    __tablename__ = "recusal_request"
    personal = frozenset({"named", "detail", "answer"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    named: Mapped[str]
    detail: Mapped[LongText]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id))
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    answer: Mapped[LongText] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
    file: Mapped[StoredFile | None] = relationship()


class Pledge(Audited, Model):
    """A judge's pledge of independence and secrecy for a contest, and their own declaration."""

    __tablename__ = "pledge"

    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    text_digest: Mapped[str]
    signed_at: Mapped[datetime]
    # When the judge declared which entries they must not mark; until then none can be read.
    declared_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
