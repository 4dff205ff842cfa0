"""Subsidy claims (保险补贴申请), their papers, and each step of their review."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.models.prizes import Award
from awards.models.schemes import Scheme, SchemeVersion
from awards.states import CLAIM, ClaimState
from awards.subsidy import ProductClass
from contest.core.audit import Audited
from contest.core.db import Fen, LongText, Model
from contest.models import Contest, Organisation, StoredFile, User

GRANTED = text("state IN ('funded', 'paid')")


class Claim(Audited, Model):
    """A claim for an award's product: what the enterprise says, and what became of it.

    ``frozen`` are the scheme's figures and source as they were when it was first submitted:
    no later version of the scheme moves it. Who qualified it never funds it.
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint(
            "funded_by_id IS NULL OR (qualified_by_id IS NOT NULL"
            " AND funded_by_id <> qualified_by_id)",
            "by_two_people",
        ),
        CheckConstraint(
            "state NOT IN ('funded', 'paid') OR (amount_fen IS NOT NULL AND amount_fen > 0"
            " AND amount_fen <= premium_paid_fen AND funded_year IS NOT NULL"
            " AND funded_by_id IS NOT NULL AND version_id IS NOT NULL)",
            "funded_has_its_amount",
        ),
        CheckConstraint("state <> 'paid' OR paid_on IS NOT NULL", "paid_has_its_day"),
        CheckConstraint("year_index IS NULL OR year_index >= 1", "year_from_one"),
        # One policy, and one year of a product, is granted once.
        Index(
            "uq_claim_policy_granted",
            *("policy_key", "year_index"),
            unique=True,
            sqlite_where=GRANTED,
            postgresql_where=GRANTED,
        ),
        Index(
            "uq_claim_year_granted",
            *("award_id", "scheme_id", "year_index"),
            unique=True,
            sqlite_where=GRANTED,
            postgresql_where=GRANTED,
        ),
    )
    personal = frozenset({"own_legal_rep", "user_legal_rep"})

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey(Scheme.id), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey(SchemeVersion.id), index=True)
    frozen: Mapped[dict[str, Any]] = mapped_column(default=dict)

    product_name: Mapped[str] = mapped_column(default="")
    product_class: Mapped[ProductClass] = mapped_column(default=ProductClass.ANY)
    year_index: Mapped[int | None]
    policy_number: Mapped[str] = mapped_column(default="")
    # The number as it is compared: capitals and figures alone.
    policy_key: Mapped[str] = mapped_column(default="", index=True)
    insurer: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    insured_fen: Mapped[Fen | None]
    premium_invoiced_fen: Mapped[Fen | None]
    premium_paid_fen: Mapped[Fen | None]
    contract_fen: Mapped[Fen | None]
    user_name: Mapped[str] = mapped_column(default="")
    user_uscc: Mapped[str] = mapped_column(default="")
    own_legal_rep: Mapped[str] = mapped_column(default="")
    user_legal_rep: Mapped[str] = mapped_column(default="")
    # Declared by the enterprise; None until it has said yes or no.
    related: Mapped[bool | None]
    shareholding: Mapped[LongText] = mapped_column(default="")
    subsidised: Mapped[bool | None]
    other_subsidy: Mapped[LongText] = mapped_column(default="")

    state: Mapped[ClaimState] = mapped_column(default=ClaimState.DRAFT)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    qualified_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    qualified_at: Mapped[datetime | None]
    funded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    funded_at: Mapped[datetime | None]
    funded_year: Mapped[int | None]
    amount_fen: Mapped[Fen | None]
    # The steps of the working that was decided on: text, values, fen.
    working: Mapped[list[Any]] = mapped_column(default=list)
    paid_on: Mapped[date | None]
    payment_reference: Mapped[str] = mapped_column(default="")
    voucher_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    award: Mapped[Award] = relationship()
    enterprise: Mapped[Organisation] = relationship()
    scheme: Mapped[Scheme | None] = relationship()
    scheme_version: Mapped[SchemeVersion | None] = relationship()
    voucher: Mapped[StoredFile | None] = relationship()
    papers: Mapped[list[ClaimPaper]] = relationship(
        order_by="ClaimPaper.id", back_populates="claim"
    )
    steps: Mapped[list[ClaimStep]] = relationship(order_by="ClaimStep.id")

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: ClaimState) -> ClaimState:
        return CLAIM.check(self.state, new)


class PaperKind(StrEnum):
    """The papers that a claim needs (DOMAIN: policy stamped, invoice, proof of full payment…)."""

    POLICY = "policy"
    INVOICE = "invoice"
    PAYMENT = "payment"
    CONTRACT = "contract"
    ACCEPTANCE = "acceptance"


class ClaimPaper(Audited, Model):
    """A file of a claim; a replaced or removed one stays, with the time it left."""

    __tablename__ = "claim_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey(Claim.id), index=True)
    kind: Mapped[PaperKind]
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), index=True)
    expires_on: Mapped[date | None]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship(back_populates="papers")
    file: Mapped[StoredFile] = relationship(lazy="joined")

    @property
    def contest(self) -> Contest:
        return self.claim.contest


class ClaimDeed(StrEnum):
    """What was done with a claim."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    QUALIFIED = "qualified"
    FUNDED = "funded"
    PAID = "paid"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ClaimStep(Audited, Model):
    """A step of a claim: who, when, why; of the qualification each check with its note."""

    __tablename__ = "claim_step"
    __table_args__ = (
        CheckConstraint("deed NOT IN ('returned', 'rejected') OR reason <> ''", "refusal_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey(Claim.id), index=True)
    deed: Mapped[ClaimDeed]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    reason: Mapped[LongText] = mapped_column(default="")
    checks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    findings: Mapped[list[Any]] = mapped_column(default=list)

    by: Mapped[User] = relationship()
