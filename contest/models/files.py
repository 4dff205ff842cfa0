"""Files that were uploaded and accepted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from contest.core.audit import Audited
from contest.core.db import Model
from contest.models.people import User

DONE = "done"


class StoredFile(Audited, Model):
    """A file kept under its content's hash, with the name its owner gave it."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    name: Mapped[str]
    pages: Mapped[int | None]
    # clean, or unscanned where no virus scanner is configured.
    scan: Mapped[str] = mapped_column(default="unscanned")
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id), index=True)
    uploaded_at: Mapped[datetime]
    # The contest whose chain tells of this file; None for a file of the installation.
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), index=True)


class Upload(Audited, Model):
    """A file on its way up in parts; it becomes a stored file when whole and sound."""

    __tablename__ = "upload"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    # What the file is for, e.g. ``entry:12:proposal``. One that has become a file is kept as
    # ``done:12:proposal``, so that a lost answer can be given again.
    purpose: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    begun_at: Mapped[datetime]
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), index=True)

    @property
    def is_done(self) -> bool:
        """Return whether the file is in its place."""
        return self.purpose.startswith(f"{DONE}:")

    @property
    def entry_id(self) -> int:
        """Return the number of the entry the file is for."""
        return int(self.purpose.split(":")[1])

    @property
    def place(self) -> str:
        """Return the key of the place (``contest.papers.SLOTS``) the file is for."""
        return self.purpose.rpartition(":")[2]
