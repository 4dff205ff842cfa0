"""What happens while a session runs: absences, calls for help, who is there, and screens' keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from contest.core.audit import Audited, Operational
from contest.core.db import LongText, Model
from contest.models import Contest, Entry, User
from judging.models.panels import Session


def _goes_along(name: str) -> Any:
    """Name a session's rows that are deleted with it."""
    return backref(name, cascade="all, delete-orphan")


class Absence(Audited, Model):
    """A judge does not mark a session, or one entry of it, for a reason that is on record.

    It explains a ballot that is missing; it never makes, changes or refuses one.
    """

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", "ended_by_somebody"),
    )
    personal = frozenset({"reason"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    # None is every entry of the session that the judge has not marked.
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    reason: Mapped[LongText]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    contest: Mapped[Contest] = relationship()
    session: Mapped[Session] = relationship(backref=_goes_along("absences"))


class HelpCall(Audited, Model):
    """A judge asks for somebody to come."""

    __tablename__ = "help_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id))
    words: Mapped[LongText]
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    contest: Mapped[Contest] = relationship()
    session: Mapped[Session] = relationship(backref=_goes_along("help_calls"))


class Presence(Operational, Model):
    """When a judge's tablet last asked, what was open on it, and what it had not sent."""

    __tablename__ = "presence"

    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    seen_at: Mapped[datetime]
    entry_id: Mapped[int | None]
    unsent: Mapped[int] = mapped_column(default=0)
    # Seconds that the tablet's clock is ahead of the server's.
    skew: Mapped[int] = mapped_column(default=0)
    tablet: Mapped[str] = mapped_column(default="")

    session: Mapped[Session] = relationship(backref=_goes_along("presences"))


class ScreenKey(Audited, Model):
    """Opens a session's big screen on any machine until it is ended.

    Kept as it is, so that its address can be shown again: it opens nothing but what
    everybody in the hall may see.
    """

    __tablename__ = "screen_key"
    unlogged = frozenset({"token"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    session: Mapped[Session] = relationship(backref=_goes_along("screen_keys"))
