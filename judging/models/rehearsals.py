"""The calibration round of a rehearsal: one sample entry that all judges mark."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contest.core.audit import Audited
from contest.core.db import Model
from contest.models import Contest, Entry, User


class Calibration(Audited, Model):
    """The sample entry of a rehearsal that every judge marks, and when judges saw the spread."""

    __tablename__ = "calibration"

    contest_id: Mapped[int] = mapped_column(ForeignKey(Contest.id), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
