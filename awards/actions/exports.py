"""Putting on record what left the building."""

from __future__ import annotations

from contest.core.actions import action
from contest.models import Contest, User


@action("awards.exported")
def note_export(contest: Contest, *, by: User, reason: str) -> None:
    """Log that a list was exported; ``reason`` names the file and its digest."""


@action("official.exported")
def note_official(document: object, *, by: User, reason: str) -> None:
    """Log that a document was taken, as of the row it is of; ``reason`` names file and digest."""
