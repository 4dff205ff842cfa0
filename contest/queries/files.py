"""Uploads under way, and the rows of files that are kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from contest.core import clock
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import StoredFile, Upload, User

# An upload nobody went on with for so long is given up; the same for its bytes.
ABANDONED = timedelta(days=2)


def upload_by(upload_id: str) -> Upload | None:
    """Return an upload by its id, which nobody guesses."""
    return db.session.get(Upload, upload_id)


def abandoned_uploads(user: User) -> list[Upload]:
    """Return the uploads that the user began and left."""
    query = select(Upload).where(
        Upload.user_id == user.id, Upload.begun_at < clock.now() - ABANDONED
    )
    return list(db.session.scalars(query))


def row_of(kept: Kept, *, by: User, contest_id: int | None) -> StoredFile:
    """Return a new row that tells of a kept file, for an action to add."""
    return StoredFile(
        digest=kept.digest,
        size=kept.size,
        kind=kept.kind,
        name=kept.name,
        pages=kept.pages,
        scan=kept.scan,
        uploaded_by_id=by.id,
        uploaded_at=clock.now(),
        contest_id=contest_id,
    )
