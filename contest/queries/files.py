"""Uploads under way, and the rows of files that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from contest.core import clock
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import Entry, StoredFile, Upload, User

# An upload nobody went on with for so long is given up; the same for its bytes.
ABANDONED = timedelta(days=2)
# Nobody has more files on their way at once: the oldest give way, lest they fill the disk.
MOST_UNFINISHED = 20


def upload_by(upload_id: str) -> Upload | None:
    """Return an upload by its id, which nobody guesses."""
    return db.session.get(Upload, upload_id)


def given_up_uploads(user: User) -> list[Upload]:
    """Return the uploads that the user began and left: for long, or for many newer ones."""
    query = select(Upload).where(Upload.user_id == user.id).order_by(Upload.begun_at.desc())
    begun = list(db.session.scalars(query))
    since = clock.now() - ABANDONED
    unfinished = [upload for upload in begun if not upload.is_done]
    surplus = unfinished[MOST_UNFINISHED - 1 :]
    return [upload for upload in begun if upload.begun_at < since or upload in surplus]


def entry_of_upload(upload: Upload) -> Entry | None:
    """Return the entry that an upload is for."""
    return db.session.get(Entry, upload.entry_id)


def files_of(contest_id: int) -> Sequence[StoredFile]:
    """Return the files that the contest's chain tells of."""
    query = select(StoredFile).where(StoredFile.contest_id == contest_id)
    return db.session.scalars(query.order_by(StoredFile.id)).all()


def row_of(kept: Kept, *, by: User | None, contest_id: int | None) -> StoredFile:
    """Return a new row that tells of a kept file, for an action to add."""
    return StoredFile(
        digest=kept.digest,
        size=kept.size,
        kind=kept.kind,
        name=kept.name,
        pages=kept.pages,
        scan=kept.scan,
        uploaded_by_id=by.id if by else None,
        uploaded_at=clock.now(),
        contest_id=contest_id,
    )
