"""The log's tables, and the arithmetic of its chain.

Each contest has a chain of its own; what belongs to no contest goes into the
chain of the installation. An entry's digest covers its content in canonical
JSON (RFC 8785) and the digest before it, so that nothing can be altered, taken
out or put in without every later digest being wrong.

The lines of a chain are also the leaves of a Merkle tree (``contest.core.merkle``): a leaf
holds the bytes of the line's digest, followed by those of what the line binds, if anything.
Its root stands for all lines so far, and a short path shows that a line is among them.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Any, ClassVar

import rfc8785
from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.core.db import LongText, Model

INSTALLATION = "installation"
SIGN_INS = "sign_ins"  # apart, so that whoever comes in waits for no administrator
START = ""


class LedgerHead(Model):
    """The last link of a chain. Locked by every action, so that they queue."""

    __tablename__ = "ledger_head"

    chain: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default=START)
    at: Mapped[datetime | None]
    # Those of the tree of all lines, in hex: what its root is made of, and its next line needs.
    # None until a line is written by a version that keeps them.
    peaks: Mapped[list[Any] | None]


class LedgerEntry(Model):
    """One thing that somebody did, or was refused, with the rows it changed."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("chain", "sequence"),
        Index("ix_ledger_entry_binds", "chain", "binds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[str]
    sequence: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    role: Mapped[str]
    verb: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    reason: Mapped[LongText]
    refused: Mapped[bool]
    changes: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]
    digest_name: Mapped[str]
    # The SHA-256 in hex of what somebody keeps a proof for, such as a ballot's content.
    binds: Mapped[str | None]

    HASHED: ClassVar = (
        *("chain", "sequence", "actor_id", "role", "verb", "subject"),
        *("reason", "refused", "changes", "previous", "digest_name"),
    )

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        told = {**{name: getattr(self, name) for name in self.HASHED}, "at": stamp(self.at)}
        return told if self.binds is None else {**told, "binds": self.binds}


class LedgerSecret(Model):
    """A personal value that the log commits to. Erasing it leaves the chain whole."""

    __tablename__ = "ledger_secret"

    commitment: Mapped[str] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(LedgerEntry.id), index=True)
    salt: Mapped[str]
    value: Mapped[LongText]


def stamp(moment: datetime) -> str:
    """Return a moment as the log writes it: UTC, microseconds, ``Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of(content: dict[str, Any], name: str) -> str:
    """Return the hex digest of canonical JSON by the algorithm of that name."""
    return hashlib.new(name, rfc8785.dumps(content)).hexdigest()


def commit_to(value: object) -> tuple[str, str]:
    """Return a commitment to a personal value, and the salt that opens it."""
    salt = secrets.token_hex(16)
    return digest_of({"salt": salt, "value": str(value)}, "sha256"), salt
