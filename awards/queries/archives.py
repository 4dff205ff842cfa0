"""Archives of a contest, those being made and those that are there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from awards.models.archives import ArchiveJob
from awards.states import UNFINISHED
from contest.core.db import db

MOST = 20  # of the newest


def job_by(number: int) -> ArchiveJob | None:
    """Return the job as the database has it now."""
    return db.session.get(ArchiveJob, number, populate_existing=True)


def unfinished_job(contest_id: int) -> ArchiveJob | None:
    """Return the one that waits or is being made."""
    query = select(ArchiveJob).where(ArchiveJob.contest_id == contest_id)
    return db.session.scalars(query.where(ArchiveJob.state.in_(UNFINISHED))).first()


def jobs_of(contest_id: int) -> Sequence[ArchiveJob]:
    """Return the newest of a contest's archives with who asked for them."""
    query = (
        select(ArchiveJob)
        .where(ArchiveJob.contest_id == contest_id)
        .options(joinedload(ArchiveJob.asked_by))
        .order_by(ArchiveJob.id.desc())
    )
    return db.session.scalars(query.limit(MOST)).all()
