"""Archives (归档文件) of a contest: how far each is on its way, and where the file is."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from awards.states import ARCHIVE, UNFINISHED, ArchiveState
from contest.core.audit import Operational
from contest.core.db import LongText, Model
from contest.models import Contest, User

# Longer than any one document takes: who has not been heard of since is no more.
SILENCE = timedelta(minutes=3)
_ONE = text("state IN ('waiting', 'running')")


class ArchiveJob(Operational, Model):
    """One making of a contest's archive. The log tells who asked for it and who took it."""

    __tablename__ = "archive_job"
    __table_args__ = (
        Index(
            "uq_archive_job_one_at_a_time",
            "contest_id",
            unique=True,
            sqlite_where=_ONE,
            postgresql_where=_ONE,
        ),
        CheckConstraint("done >= 0 AND done <= total", "done_within_total"),
        CheckConstraint("state <> 'done' OR digest <> ''", "done_has_its_file"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    asked_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    state: Mapped[ArchiveState] = mapped_column(default=ArchiveState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    # Documents that could not be made; the archive says which and why.
    missing: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[LongText] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str] = mapped_column(default="")

    contest: Mapped[Contest] = relationship()
    asked_by: Mapped[User] = relationship()

    @validates("state")
    def _obey_lifecycle(self, _name: str, new: ArchiveState) -> ArchiveState:
        return ARCHIVE.check(self.state, new)

    @property
    def is_unfinished(self) -> bool:
        """Whether it still is to become a file."""
        return self.state in UNFINISHED

    def is_silent(self, now: datetime) -> bool:
        """Return whether its process has ended without a word, as at a power cut."""
        return self.is_unfinished and now - self.heard_at > SILENCE
