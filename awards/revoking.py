"""Taking an award back: its entry has left the contest, so its seat and money are free again."""

from __future__ import annotations

from awards.queries.awards import award_of_entry
from awards.states import AwardState
from contest import entry_ends
from contest.core import clock
from contest.models import Entry


def revoke_award(entry: Entry, reason: str) -> None:
    """Take back the entry's standing award, if it has one, for the reason its entry ended."""
    if award := award_of_entry(entry.id):
        award.state = AwardState.REVOKED
        award.revoked_at, award.revocation = clock.now(), reason


def init_app() -> None:
    """Let every way out of a contest take the award with it."""
    entry_ends.consequences[:] = [revoke_award]
