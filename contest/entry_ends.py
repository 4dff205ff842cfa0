"""The ways an entry leaves a contest, and what ends with it."""

from __future__ import annotations

from collections.abc import Callable

from contest.models import Entry, User
from contest.states import EntryState

Consequence = Callable[[Entry, str, User], None]

# What else ends with an entry, inside the same action: set by the packages that know of it.
consequences: list[Consequence] = []


def end_entry(entry: Entry, state: EntryState, *, by: User, reason: str) -> None:
    """Bring an entry to its end, with everything that stands on it."""
    entry.state = state
    entry.state_reason = reason
    for follow in consequences:
        follow(entry, reason, by)
