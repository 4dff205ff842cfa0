"""Submissions, and the entry as its enterprise last submitted it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from contest.checklist import Part, parts
from contest.core.db import db
from contest.models import Entry, EntryDocument, Submission
from contest.papers import SLOTS
from contest.submitted import FORMAT, TEXTS, EntryAsSubmitted, digest, read

# What is typed into the form, apart from the consortium's rows.
WRITTEN = (*TEXTS, "contact_name", "contact_phone", "credit_pledged")


def submission_by(submission_id: int) -> Submission | None:
    """Return a submission by its number in the database."""
    return db.session.get(Submission, submission_id)


def submission_by_digest(sha256: str) -> Submission | None:
    """Return the submission with this digest, whichever entry it is of."""
    return db.session.scalar(select(Submission).where(Submission.digest == sha256).limit(1))


def last_submission(entry: Entry) -> Submission | None:
    """Return the submission that counts, or None where there is none yet."""
    return entry.submissions[-1] if entry.submissions else None


def entry_as_submitted(entry: Entry) -> EntryAsSubmitted:
    """Return what counts of the entry: its last submission, whatever was edited since.

    An entry that was never submitted through the form is returned as it stands,
    with ``version`` None.
    """
    last = last_submission(entry)
    if last is None:
        return read(content_of(entry))
    return read(last.content, version=last.number, at=last.at, sha256=last.digest)


def content_of(entry: Entry) -> dict[str, Any]:
    """Return the entry's content as it stands now, as a submission would keep it."""
    return {
        "format": FORMAT,
        "entry": entry.uuid,
        "number": entry.number,
        "challenge": entry.challenge.number,
        "enterprise": {"name": entry.enterprise.name, "uscc": entry.enterprise.uscc},
        **{name: getattr(entry, name) for name in TEXTS},
        "credit_pledged": entry.credit_pledged,
        "members": [
            {"name": member.name, "uscc": member.uscc, "share_of_work": member.share_of_work}
            for member in entry.members
        ],
        "documents": [_document(document) for document in _in_order(entry)],
    }


def current_documents(entry: Entry) -> list[EntryDocument]:
    """Return the documents that were neither replaced nor removed."""
    return [document for document in entry.documents if document.removed_at is None]


def has_unsubmitted_changes(entry: Entry) -> bool:
    """Return whether a submitted entry was edited since, without being submitted again."""
    last = last_submission(entry)
    return last is not None and last.content != content_of(entry)


def parts_of(entry: Entry) -> list[Part]:
    """Return every part a submission needs, and whether it is there."""
    return parts(
        {name: getattr(entry, name) for name in (*TEXTS, "contact_name", "contact_phone")},
        pledged=entry.credit_pledged,
        documents={document.kind.value for document in current_documents(entry)},
    )


def fingerprint(entry: Entry) -> str:
    """Return what changes whenever anything does that is typed into the entry's form."""
    typed = {name: getattr(entry, name) for name in WRITTEN}
    members = [[row.name, row.uscc, row.share_of_work] for row in entry.members]
    return digest({**typed, "members": members})[:16]


def submitted_documents(entry: Entry) -> dict[int, list[int]]:
    """Return, for each document that was ever submitted, the numbers of those submissions."""
    found: dict[int, list[int]] = {}
    for submission in entry.submissions:
        for document in submission.content["documents"]:
            found.setdefault(document["id"], []).append(submission.number)
    return found


def next_number(entry: Entry) -> str:
    """Return the number for an entry's first submission, such as ``2026-03-007``.

    Call it inside an action: the contest's lock keeps two from getting the same.
    """
    numbers = select(Entry.number).where(
        Entry.challenge_id == entry.challenge_id, Entry.number != ""
    )
    taken = set(db.session.scalars(numbers))
    stem = entry.challenge.number or f"{entry.contest.year}-{entry.challenge_id}"
    following = len(taken) + 1
    while f"{stem}-{following:03d}" in taken:
        following += 1
    return f"{stem}-{following:03d}"


def _in_order(entry: Entry) -> list[EntryDocument]:
    places = list(SLOTS)
    return sorted(current_documents(entry), key=lambda found: places.index(found.kind.value))


def _document(document: EntryDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "file_id": document.file_id,
        "kind": document.kind.value,
        "name": document.file.name,
        "size": document.file.size,
        "sha256": document.file.digest,
        "pages": document.file.pages,
    }


# What reading an entry's content needs, loaded in as many statements as there are kinds of row.
WITH_CONTENT = (
    selectinload(Entry.members),
    selectinload(Entry.documents),
    selectinload(Entry.submissions),
)

LAST = (
    select(Submission.entry_id, func.max(Submission.number).label("number"))
    .group_by(Submission.entry_id)
    .subquery("last_submission")
)
