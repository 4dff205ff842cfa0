"""Three-party task agreements (联合攻关任务书) and their versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.models.prizes import Award
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Contest, StoredFile, User


class Agreement(Audited, Model):
    """The task agreement of an award (Ningbo §三(四)).

    ``origin`` is what the challenge said when the agreement was drafted: deviations from its
    indicators are told by it. What was agreed stands in the versions.
    """

    __tablename__ = "agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), unique=True)
    number: Mapped[str]
    origin: Mapped[dict[str, Any]]
    drafted_at: Mapped[datetime]

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()
    versions: Mapped[list[AgreementVersion]] = relationship(
        order_by="AgreementVersion.number", back_populates="agreement"
    )

    @property
    def latest(self) -> AgreementVersion:
        """The newest version, signed or not."""
        return self.versions[-1]

    @property
    def in_force(self) -> AgreementVersion | None:
        """The newest version that all parties have signed, or None."""
        return next((one for one in reversed(self.versions) if one.is_signed), None)


class AgreementVersion(Audited, Model):
    """What was to be agreed, frozen; signed once the paper with all signatures is here.

    A ticked box is no reliable signature (电子签名法 arts. 13-14): only the paper makes it 已签.
    """

    __tablename__ = "agreement_version"
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        CheckConstraint("number = 1 OR reason <> ''", "changed_for_a_reason"),
        CheckConstraint("(signed_on IS NULL) = (file_id IS NULL)", "signed_on_paper"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey(Agreement.id), index=True)
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
    reason: Mapped[LongText] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    made_at: Mapped[datetime]
    signed_on: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    signed_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    agreement: Mapped[Agreement] = relationship(back_populates="versions")
    file: Mapped[StoredFile | None] = relationship()
    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])

    @property
    def award(self) -> Award:
        """The award that the agreement follows."""
        return self.agreement.award

    @property
    def is_signed(self) -> bool:
        """Whether the paper with the signatures is here."""
        return self.signed_on is not None
