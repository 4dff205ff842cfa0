"""Putting on record what left the building."""

from __future__ import annotations

from contest.actions.openings import Opened
from contest.core.actions import action
from contest.models import Contest, User


@action("awards.exported")
def note_export(contest: Contest | Opened, *, by: User, reason: str) -> None:
    """Log that a list was exported; ``reason`` names the file and its digest."""


@action("official.exported")
def note_official(document: object, *, by: User, reason: str) -> None:
    """Log that a document was taken, as of the row it is of; ``reason`` names file and digest."""


@action("archive.made")
def note_archive(contest: Contest, *, by: User | None, reason: str) -> None:
    """Log that an archive was made; ``reason`` names the file and its digest."""


@action("archive.exported")
def note_archive_taken(contest: Contest, *, by: User, reason: str) -> None:
    """Log that an archive was taken; ``reason`` names the file and its digest."""
