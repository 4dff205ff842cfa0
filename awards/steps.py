"""What has happened and must happen with an award, from its notice to the last report.

Each noun tells its own steps (``awards.cases`` puts them in one order).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
