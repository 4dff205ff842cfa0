"""The judges, where they worked, and the recusals that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from contest.demo.source import rows

CONFIRMED = "confirmed"
DISMISSED = "dismissed"
_DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Employment:
    """An employer's key; months count back from today, and 0 to the end means still there."""

    organisation: str
    began_months_ago: int
    ended_months_ago: int

    def dates(self, today: date) -> tuple[date, date | None]:
        """Return the first day and the last, None while employed; a month is 30 days here."""
        began = today - timedelta(days=self.began_months_ago * _DAYS_OF_A_MONTH)
        if not self.ended_months_ago:
            return began, None
        return began, today - timedelta(days=self.ended_months_ago * _DAYS_OF_A_MONTH)


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge; ``kind`` is technical or commercial."""

    username: str
    name: str
    kind: str
    title: str
    expertise: str
    employers: tuple[Employment, ...]


@dataclass(frozen=True, slots=True)
class Recusal:
    """A recusal and its decision: confirmed, dismissed, or potential while undecided.

    ``origin`` is found, declared or requested; ``ground`` is employed, relative or other.
    """

    judge: str
    entry: str
    ground: str
    origin: str
    decision: str
    reason: str

    @property
    def keeps_away(self) -> bool:
        """Whether the judge may not mark the entry; so while nobody has decided, too."""
        return self.decision != DISMISSED


def _judge(row: dict[str, Any]) -> Judge:
    employers = tuple(Employment(*employer) for employer in row.pop("employers"))
    return Judge(**row, employers=employers)


JUDGES: tuple[Judge, ...] = tuple(_judge(row) for row in rows("judge", "judges"))
RECUSALS: tuple[Recusal, ...] = tuple(Recusal(**row) for row in rows("recusal", "recusals"))
KEPT_AWAY = frozenset((r.judge, r.entry) for r in RECUSALS if r.keeps_away)
