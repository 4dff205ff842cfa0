"""What entries of the little world were submitted with, and what is under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from contest.core.db import db
from contest.models import (
    CreditCheck,
    CreditResult,
    DocumentKind,
    Entry,
    EntryDocument,
    StoredFile,
    Submission,
    Upload,
    User,
)
from contest.queries.submissions import content_of
from contest.states import EntryState
from contest.submitted import digest
from tests.kept import DIGEST, SIZE

Add = Callable[[str, Any], Any]


def _file(entry: Entry, name: str) -> StoredFile:
    """Return a row of the file that every test keeps."""
    return StoredFile(
        digest=DIGEST,
        size=SIZE,
        kind="pdf",
        name=name,
        pages=2,
        uploaded_at=entry.created_at,
        contest_id=entry.contest_id,
    )


def hand_in(name: str, entry: Entry, add: Add) -> None:
    """Give the entry a proposal, submit it as it stands, and admit it."""
    entry.submitted_at = entry.challenge.contest.entries_close_at - timedelta(days=1)
    by = db.session.scalars(select(User).filter_by(organisation_id=entry.enterprise_id)).one()
    proposal = EntryDocument(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        kind=DocumentKind.PROPOSAL,
        file=_file(entry, f"{name} 方案.pdf"),
        added_at=entry.created_at,
    )
    add(f"{name}_proposal", proposal)
    content = content_of(entry)
    submission = Submission(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        number=1,
        at=entry.submitted_at,
        by_id=by.id,
        content=content,
        digest=digest(content),
    )
    add(f"{name}_submission", submission)
    for state in (EntryState.SUBMITTED, EntryState.ADMITTED):
        entry.state = state
        db.session.flush()


def under_way(draft: Entry, entry: Entry, people: dict[str, User], add: Add) -> None:
    """Add an upload that was begun, and a credit check with its printed record."""
    upload = Upload(
        id="0" * 32,
        name="方案.pdf",
        size=1000,
        purpose=f"entry:{draft.id}:proposal",
        user_id=people["author"].id,
        begun_at=draft.created_at,
        contest_id=draft.contest_id,
    )
    add("upload", upload)
    check = CreditCheck(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        organisation_name=entry.enterprise.name,
        uscc=entry.enterprise.uscc,
        source="debtor",
        result=CreditResult.CLEAR,
        checked_at=entry.created_at,
        by_id=people["organizer"].id,
        file=_file(entry, "查询结果.pdf"),
    )
    add("credit_check", check)
