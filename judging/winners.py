"""Who would win by standings: known only to the package that gives the prizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from contest.models import Contest
from judging.tally import Line

# Entries with the names of their prizes; None where a tie across a last seat waits for people.
Winners = Mapping[int, str] | None
# Allots the contest's prizes anew by each of some standings, with the pass mark given.
Allocator = Callable[[Contest, Decimal | None, Sequence[Sequence[Line]]], Sequence[Winners]]

# Filled where the parts are put together.
allocators: list[Allocator] = []


def winners_by(
    contest: Contest, *standings: Sequence[Line], pass_mark: Decimal | None
) -> list[Winners]:
    """Return who would win by each of the standings, as if no prize had been given yet."""
    for allocator in allocators:
        return list(allocator(contest, pass_mark, standings))
    return [{} for _lines in standings]
