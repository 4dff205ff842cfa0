"""The lines that a contest's prizes draw across each of its rankings."""

from __future__ import annotations

from awards.queries.prizes import prizes_of
from judging.cuts import Cut

# Where no prize is set yet, the first place is looked at.
FIRST_PLACE = Cut(1)


def cuts_of(contest_id: int) -> tuple[Cut, ...]:
    """Return a line below the last seat of each prize, the first prize's first."""
    cuts: list[Cut] = []
    seats = 0
    for prize in prizes_of(contest_id):
        seats += prize.seats
        cuts.append(Cut(seats, prize.name))
    return tuple(cuts) or (FIRST_PLACE,)
