"""Putting on record that a bundle left the building."""

from __future__ import annotations

from contest.core import audit
from contest.core.actions import action
from contest.models import Contest, User


@action("bundle.exported")
def note_bundle(contest: Contest, *, by: User | None, binds: str, reason: str = "") -> None:
    """Log that a bundle was made, by the digest of its files' digests.

    ``reason`` says why it opens what is personal; without one it opens nothing. The line comes
    after the head that the bundle ends with.
    """
    audit.bind(binds)
