"""Documents of entries."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from contest.core.db import db
from contest.models import Entry, EntryDocument


def document_by(document_id: int) -> EntryDocument | None:
    """Return a document with its entry and contest."""
    ties = joinedload(EntryDocument.entry).joinedload(Entry.contest)
    return db.session.get(EntryDocument, document_id, options=[ties])
