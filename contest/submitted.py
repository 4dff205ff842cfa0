"""An entry as it was submitted: what counts for screening, judging and the receipt.

A submission keeps its content as JSON. Contact details are no part of it: they
are personal, and may be corrected without touching what competes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contest.core.ledger import digest_of

ALGORITHM = "sha256"
FORMAT = 1
TEXTS = (
    *("title", "summary", "understanding", "solution"),
    *("feasibility", "evaluation", "originality"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the consortium, beside the lead."""

    name: str
    uscc: str
    share_of_work: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the entry: ``id`` is the entry document's, ``size`` in bytes."""

    id: int
    file_id: int
    kind: str
    name: str
    size: int
    sha256: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class EntryAsSubmitted:
    """What an enterprise submitted last. ``version`` and ``at`` are of that submission."""

    number: str
    title: str
    summary: str
    understanding: str
    solution: str
    feasibility: str
    evaluation: str
    originality: str
    credit_pledged: bool
    enterprise_name: str
    enterprise_uscc: str
    members: tuple[Member, ...]
    documents: tuple[Document, ...]
    version: int | None = None
    at: datetime | None = None
    digest: str = ""

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        """Return the documents of one kind, in the order they were added."""
        return tuple(document for document in self.documents if document.kind == kind)

    @property
    def organisations(self) -> tuple[tuple[str, str], ...]:
        """Return name and credit code of the lead and then of every member."""
        members = tuple((member.name, member.uscc) for member in self.members)
        return ((self.enterprise_name, self.enterprise_uscc), *members)


def digest(content: dict[str, Any]) -> str:
    """Return the sha256 of the content in canonical JSON (RFC 8785)."""
    return digest_of(content, ALGORITHM)


def read(
    content: dict[str, Any],
    *,
    version: int | None = None,
    at: datetime | None = None,
    sha256: str = "",
) -> EntryAsSubmitted:
    """Return what a submission's JSON says."""
    return EntryAsSubmitted(
        number=content["number"],
        **{name: content[name] for name in TEXTS},
        credit_pledged=content["credit_pledged"],
        enterprise_name=content["enterprise"]["name"],
        enterprise_uscc=content["enterprise"]["uscc"],
        members=tuple(Member(**member) for member in content["members"]),
        documents=tuple(Document(**document) for document in content["documents"]),
        version=version,
        at=at,
        digest=sha256,
    )
