"""Certificates (获奖证书) that anyone can verify."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import Award
from awards.states import CERTIFICATE, CertificateState
from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models import Body, Contest, User


class Certificate(Audited, Model):
    """A certificate of an award: what it says, signed, and whether it is still valid.

    ``content`` is what the signature covers, with the signature; ``code`` its digest's first
    16 digits. Numbers run within a body and year.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "sequence"),
        CheckConstraint(
            "(state = 'void') = (voided_at IS NOT NULL)",
            "void_since",
        ),
        CheckConstraint("state <> 'void' OR void_reason <> ''", "void_says_why"),
        Index(
            "uq_certificate_valid",
            "award_id",
            unique=True,
            sqlite_where=text("state = 'valid'"),
            postgresql_where=text("state = 'valid'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id))
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]]
    state: Mapped[CertificateState] = mapped_column(default=CertificateState.VALID)
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    # Said on the public page.
    void_reason: Mapped[LongText] = mapped_column(default="")
    voided_at: Mapped[datetime | None]

    award: Mapped[Award] = relationship()
    contest: Mapped[Contest] = relationship()
    replaces: Mapped[Certificate | None] = relationship(remote_side="Certificate.id")

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: CertificateState) -> CertificateState:
        return CERTIFICATE.check(self.state, new)
