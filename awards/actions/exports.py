"""Putting on record what left the building."""

from __future__ import annotations

from contest.core.actions import action
from contest.models import Contest, User


@action("awards.exported")
def note_export(contest: Contest, *, by: User, reason: str) -> None:
    """Log that a list was exported; ``reason`` names the file and its digest."""
