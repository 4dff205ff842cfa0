"""Subsidy schemes (补贴办法) of a body: versions with their source and figures, and quotas."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.subsidy import CapScope, Parameters, PremiumBasis, ProductClass, Share
from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models import Body, Organisation, User


class Scheme(Audited, Model):
    """A scheme of an organizing body. Its row is what quotas are taken under the lock of."""

    __tablename__ = "scheme"
    __table_args__ = (UniqueConstraint("body_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    # Of the seed it began as, else a name of its own.
    key: Mapped[str]
    created_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
    versions: Mapped[list[SchemeVersion]] = relationship(
        order_by="SchemeVersion.number.desc()", back_populates="scheme"
    )


class SchemeVersion(Audited, Model):
    """A scheme as it was entered once; never edited: a change is a new version.

    A figure that is None is still to be entered, unless ``open_limits`` names it: then its
    source sets no such limit.
    """

    __tablename__ = "scheme_version"
    __table_args__ = (
        UniqueConstraint("scheme_id", "number"),
        CheckConstraint(
            "valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until",
            "valid_in_order",
        ),
        CheckConstraint("rate_cap IS NULL OR (rate_cap >= 0 AND rate_cap <= 10000)", "rate_cap"),
        CheckConstraint("annual_cap_fen IS NULL OR annual_cap_fen >= 0", "annual_cap"),
        CheckConstraint("most_insured_fen IS NULL OR most_insured_fen >= 0", "most_insured"),
        CheckConstraint("years IS NULL OR years >= 1", "years"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey(Scheme.id), index=True)
    number: Mapped[int]
    name: Mapped[str]
    source_name: Mapped[str]
    source_number: Mapped[str] = mapped_column(default="")
    source_address: Mapped[str] = mapped_column(default="")
    clause: Mapped[LongText] = mapped_column(default="")
    region_note: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    rate_cap: Mapped[Decimal | None]
    most_multiple: Mapped[Decimal | None]
    most_insured_fen: Mapped[Fen | None]
    annual_cap_fen: Mapped[Fen | None]
    years: Mapped[int | None]
    premium_basis: Mapped[PremiumBasis] = mapped_column(default=PremiumBasis.PAID)
    cap_scope: Mapped[CapScope] = mapped_column(default=CapScope.ENTERPRISE)
    firm_quota: Mapped[bool] = mapped_column(default=False)
    open_limits: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[LongText] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    made_at: Mapped[datetime]

    scheme: Mapped[Scheme] = relationship(back_populates="versions")
    shares: Mapped[list[SchemeShare]] = relationship(
        order_by="SchemeShare.position", cascade="all, delete-orphan"
    )

    @property
    def parameters(self) -> Parameters:
        """Return the figures to compute with."""
        return Parameters(
            rate_cap=self.rate_cap,
            most_multiple=self.most_multiple,
            most_insured_fen=self.most_insured_fen,
            annual_cap_fen=self.annual_cap_fen,
            years=self.years,
            shares=tuple(Share(s.product_class, s.percent, s.step) for s in self.shares),
            premium_basis=self.premium_basis,
            cap_scope=self.cap_scope,
            firm_quota=self.firm_quota,
            open_limits=frozenset(self.open_limits),
        )


class SchemeShare(Audited, Model):
    """The share of the premium for a class in the first year, and what it falls each year."""

    __tablename__ = "scheme_share"
    __table_args__ = (
        CheckConstraint("percent >= 0 AND percent <= 10000", "percent"),
        CheckConstraint("step >= 0 AND step <= 10000", "step"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey(SchemeVersion.id), primary_key=True)
    product_class: Mapped[ProductClass] = mapped_column(primary_key=True)
    position: Mapped[int]
    percent: Mapped[Decimal]
    step: Mapped[Decimal]


class SchemeQuota(Audited, Model):
    """What may be granted by a scheme in a year: to all, or to one enterprise."""

    __tablename__ = "scheme_quota"
    __table_args__ = (
        CheckConstraint("fen >= 0", "not_negative"),
        Index(
            "uq_scheme_quota_of_all",
            *("scheme_id", "year"),
            unique=True,
            sqlite_where=text("enterprise_id IS NULL"),
            postgresql_where=text("enterprise_id IS NULL"),
        ),
        UniqueConstraint("scheme_id", "year", "enterprise_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey(Scheme.id), index=True)
    year: Mapped[int]
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    fen: Mapped[Fen]

    enterprise: Mapped[Organisation | None] = relationship()
