"""Tablets: devices bound to one judge each, and the printed cards that bind them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.core.audit import Audited, Operational
from contest.core.db import Model
from contest.models.contests import Contest
from contest.models.people import User

GOOD_FOR = timedelta(days=90)


class Ending(StrEnum):
    """Why a tablet or a card is no longer good."""

    STAFF = "staff"
    WRONG_PINS = "wrong_pins"
    REPLACED = "replaced"
    # All devices of the account were signed out: locked, another address, another password.
    ACCOUNT = "account"


class Tablet(Audited, Model):
    """A browser bound to one judge, whatever the contest: there, their PIN opens a session.

    The secret itself is in that browser's cookie alone. ``export_key`` is the browser's
    too, and authenticates files of marks that it could not send.
    """

    __tablename__ = "tablet"
    __table_args__ = (CheckConstraint("(revoked_at IS NULL) = (ending IS NULL)", "ending_told"),)
    unlogged = frozenset({"token_hash", "export_key"})

    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    export_key: Mapped[str]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    ending: Mapped[Ending | None]

    judge: Mapped[User] = relationship(foreign_keys=[judge_id])

    @property
    def body_id(self) -> int | None:
        """Return the organizing body whose judge it is bound to."""
        return self.judge.body_id

    def is_good(self, now: datetime) -> bool:
        """Return whether the judge's PIN opens a session there."""
        young = now < self.created_at + GOOD_FOR
        return young and self.revoked_at is None and self.judge.is_active


class Card(Audited, Model):
    """A printed card (登录卡): opens a judge's session on a tablet, once, until it expires.

    ``code_hash`` is of the short code for a tablet whose camera fails, keyed with
    the installation's secret: a code is short enough to be tried out.
    """

    __tablename__ = "card"
    __table_args__ = (CheckConstraint("(revoked_at IS NULL) = (ending IS NULL)", "ending_told"),)
    unlogged = frozenset({"token_hash", "code_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    printed_at: Mapped[datetime]
    printed_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tablet_id: Mapped[int | None] = mapped_column(ForeignKey(Tablet.id))
    revoked_at: Mapped[datetime | None]
    ending: Mapped[Ending | None]

    contest: Mapped[Contest] = relationship()
    judge: Mapped[User] = relationship(foreign_keys=[judge_id])

    @property
    def is_unused(self) -> bool:
        """Return whether the card was neither used nor revoked; it may have expired."""
        return self.used_at is None and self.revoked_at is None

    def is_open(self, now: datetime) -> bool:
        """Return whether the card still opens a session."""
        return self.is_unused and now < self.expires_at and self.judge.is_active


class PinTries(Operational, Model):
    """How many PINs in a row were tried at a tablet or a card (``tablet:5``), none yet right."""

    __tablename__ = "pin_tries"

    holder: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
