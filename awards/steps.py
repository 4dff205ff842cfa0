"""What has happened and must happen with an award, from its notice to the last report.

Each noun tells its own steps; the case file of an award and the officers' work lists put them
in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from awards.models import Award


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the clause it follows, whose it is, until when, and what is still missing.

    ``key`` is its place in the whole, as in ``20.notice``. ``due`` and ``expires`` are days;
    ``done_at`` is when it was done, None before.
    """

    key: str
    clause: str
    title: str
    owner: str
    url: str
    due: date | None = None
    done_at: datetime | None = None
    missing: tuple[str, ...] = ()
    expires: date | None = None

    def is_overdue(self, today: date) -> bool:
        return self.done_at is None and self.due is not None and self.due < today


# The steps of awards by their numbers, in a constant number of statements.
Source = Callable[[Sequence[Award]], Mapping[int, Sequence[Step]]]

# Each noun adds its own.
SOURCES: list[Source] = []


def steps_of(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return the steps of each award by its number, in their order."""
    steps: dict[int, list[Step]] = {award.id: [] for award in awards}
    for source in SOURCES:
        for number, told in source(awards).items():
            steps[number].extend(told)
    return {number: sorted(told, key=lambda step: step.key) for number, told in steps.items()}
