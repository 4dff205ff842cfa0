"""Entries of enterprises, their documents, submissions and screening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from contest.core.audit import Audited
from contest.core.db import LongText, Model
from contest.models.contests import Challenge, Contest
from contest.models.files import StoredFile
from contest.models.people import Organisation, User
from contest.states import ENTRY, EntryState
from contest.submitted import Member


class DocumentKind(StrEnum):
    """What a document of an entry is."""

    PROPOSAL = "proposal"
    SLIDES = "slides"
    EVIDENCE = "evidence"
    LICENCE = "licence"
    PLEDGE = "pledge"


class Entry(Audited, Model):
    """An enterprise's proposal (揭榜项目) for one challenge; one per enterprise and challenge."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("challenge_id", "enterprise_id"),
        CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", "submitted_has_a_time"
        ),
    )
    personal = frozenset({"contact_name", "contact_phone"})

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey(Challenge.id), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    summary: Mapped[LongText] = mapped_column(default="")
    understanding: Mapped[LongText] = mapped_column(default="")
    solution: Mapped[LongText] = mapped_column(default="")
    feasibility: Mapped[LongText] = mapped_column(default="")
    evaluation: Mapped[LongText] = mapped_column(default="")
    originality: Mapped[LongText] = mapped_column(default="")
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    # The credit pledge (信用承诺, Ningbo §四(二)) was given in the form.
    credit_pledged: Mapped[bool] = mapped_column(default=False)
    state: Mapped[EntryState] = mapped_column(default=EntryState.DRAFT)
    state_reason: Mapped[LongText] = mapped_column(default="")
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    contest: Mapped[Contest] = relationship()
    challenge: Mapped[Challenge] = relationship()
    enterprise: Mapped[Organisation] = relationship()
    members: Mapped[list[ConsortiumMember]] = relationship(
        order_by="ConsortiumMember.position", cascade="all, delete-orphan"
    )
    documents: Mapped[list[EntryDocument]] = relationship(order_by="EntryDocument.id")
    submissions: Mapped[list[Submission]] = relationship(order_by="Submission.number")

    __mapper_args__ = {"version_id_col": version}

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: EntryState) -> EntryState:
        return ENTRY.check(self.state, new)

    def seat(self, members: Sequence[Member]) -> None:
        """Make the consortium these members; a row is known by its credit code, so it stays."""
        seated = {row.uscc: row for row in self.members}
        rows = [seated.get(member.uscc) or ConsortiumMember(uscc=member.uscc) for member in members]
        for position, (row, member) in enumerate(zip(rows, members, strict=True), 1):
            row.position, row.name = position, member.name
            row.share_of_work = member.share_of_work
        self.members = rows


class ConsortiumMember(Audited, Model):
    """A member of a consortium (联合体); the lead is the entry's enterprise."""

    __tablename__ = "consortium_member"
    __table_args__ = (UniqueConstraint("entry_id", "uscc"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    position: Mapped[int]
    name: Mapped[str]
    uscc: Mapped[str] = mapped_column(index=True)
    share_of_work: Mapped[str] = mapped_column(default="")


class EntryDocument(Audited, Model):
    """A file of an entry. A replaced or removed one stays, with the time it left."""

    __tablename__ = "entry_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    kind: Mapped[DocumentKind]
    file_id: Mapped[int] = mapped_column(ForeignKey(StoredFile.id), index=True)
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship(lazy="joined")
    entry: Mapped[Entry] = relationship(back_populates="documents")


class Submission(Audited, Model):
    """What an enterprise submitted, once: its content, hash, time and number. The receipt."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    number: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]

    entry: Mapped[Entry] = relationship(back_populates="submissions")


class Screening(Audited, Model):
    """The formal check of an entry (形式审查): each item, the decision and its reasons."""

    __tablename__ = "screening"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    admitted: Mapped[bool]
    # ``{item: true | false}``
    checklist: Mapped[dict[str, Any]]
    reason: Mapped[LongText] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)


class CreditResult(StrEnum):
    """What a person found on the public site."""

    CLEAR = "clear"
    LISTED = "listed"


class CreditCheck(Audited, Model):
    """A credit check (信用核查) done by a person on a public site: who, when, result, record."""

    __tablename__ = "credit_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    organisation_name: Mapped[str]
    uscc: Mapped[str]
    source: Mapped[str]
    result: Mapped[CreditResult]
    note: Mapped[LongText] = mapped_column(default="")
    checked_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey(StoredFile.id), index=True)

    contest: Mapped[Contest] = relationship()
    file: Mapped[StoredFile | None] = relationship()
