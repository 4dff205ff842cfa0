"""Putting on record who opened which file of an entry."""

from __future__ import annotations

from dataclasses import dataclass

from contest.core.actions import action
from contest.models import User


@dataclass(frozen=True, slots=True)
class Opened:
    """A document of an entry as the log names it, and the chain of its contest."""

    logged_as: str
    logged_in: str


@action("document.seen")
def note_opening(document: Opened, *, by: User) -> None:
    """Log that somebody who does not own it opened a document; it changes nothing."""
