"""How the running order of a session came about: draws, changes, and turns that were missed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited, Operational
from contest.core.db import LongText, Model
from contest.models import Contest, Entry, User
from judging.models.panels import Session
from judging.states import DRAW, DrawState


class Draw(Audited, Model):
    """A verifiable draw (抽签) of a session: what was promised beforehand, and what came of it.

    ``entries`` are entry numbers in the order in which they were published,
    ``ahead`` those whose turn was settled before; ``order`` is the drawn one.
    """

    __tablename__ = "draw"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint(
            "state NOT IN ('drawn', 'superseded') OR "
            "(salt <> '' AND public_number <> '' AND drawn_at IS NOT NULL)",
            "drawn_has_its_result",
        ),
        CheckConstraint("state <> 'sealed' OR salt = ''", "sealed_keeps_its_salt"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    number: Mapped[int]
    state: Mapped[DrawState] = mapped_column(default=DrawState.SEALED)
    # Which public number decides, in words, and when it will be known.
    source: Mapped[LongText]
    known_at: Mapped[datetime]
    # Only those who joined after the order was settled: they come behind the others.
    late_only: Mapped[bool] = mapped_column(default=False)
    entries: Mapped[list[Any]]
    ahead: Mapped[list[Any]]
    commitment: Mapped[str]
    # Why there is a further draw, where the order was settled before.
    reason: Mapped[LongText] = mapped_column(default="")
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    salt: Mapped[str] = mapped_column(default="")
    public_number: Mapped[str] = mapped_column(default="")
    order: Mapped[list[Any]] = mapped_column(default=list)
    witness: Mapped[LongText] = mapped_column(default="")
    drawn_at: Mapped[datetime | None]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    end_reason: Mapped[LongText] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    session: Mapped[Session] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: DrawState) -> DrawState:
        return DRAW.check(self.state, new)


class DrawSalt(Operational, Model):
    """The salt of a sealed draw: on no page and in no log until it is revealed, then taken away."""

    __tablename__ = "draw_salt"

    draw_id: Mapped[int] = mapped_column(ForeignKey(Draw.id), primary_key=True)
    salt: Mapped[str]


class OrderMethod(StrEnum):
    """How an order came about, or what changed in it."""

    DRAWN = "drawn"
    FEWEST = "fewest"
    TYPED = "typed"
    MOVED = "moved"
    JOINED = "joined"
    LEFT = "left"
    RECALLED = "recalled"


# What puts a whole session in order; the others change something in it.
WHOLE = (OrderMethod.DRAWN, OrderMethod.FEWEST, OrderMethod.TYPED)
# Orders that chance made before witnesses: whoever changes them says why.
BY_LOT = (OrderMethod.DRAWN, OrderMethod.TYPED)


class OrderChange(Audited, Model):
    """One change of a session's running order: how, by whom, why, and the order after it."""

    __tablename__ = "order_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    method: Mapped[OrderMethod]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    # Entry numbers, first on stage first.
    order: Mapped[list[Any]]
    # The numbers of those whose turn it was that changed; "" where it was everybody's.
    about: Mapped[str] = mapped_column(default="")
    reason: Mapped[LongText] = mapped_column(default="")
    witness: Mapped[LongText] = mapped_column(default="")
    draw_id: Mapped[int | None] = mapped_column(ForeignKey(Draw.id))
    # How often recused judges leave the room, before and after; where the order is made for it.
    leavings_before: Mapped[int | None]
    leavings_after: Mapped[int | None]

    draw: Mapped[Draw | None] = relationship()
    by: Mapped[User] = relationship()


class MissedTurn(Audited, Model):
    """A team that was not there when it was called (未到场); it may be called again."""

    __tablename__ = "missed_turn"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(Session.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    missed_at: Mapped[datetime]
    reason: Mapped[LongText]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    recalled_at: Mapped[datetime | None]
    recalled_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
