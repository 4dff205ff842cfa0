"""Recusals: asked for by an entrant, and those raised in any way decided by the organizer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from awards.demo.contests import ORGANIZERS
from awards.demo.days import DAY, HOUR, MINUTE, Days
from awards.demo.story import Cast, Happening
from contest.demo.entries import BY_KEY
from contest.demo.judges import CONFIRMED, DISMISSED, JUDGES, RECUSALS
from contest.demo.judges import Recusal as Told
from contest.models import Entry, User
from judging.actions.recusals import (
    confirm_recusal,
    dismiss_recusal,
    grant_request,
    request_recusal,
)
from judging.models import Recusal, RecusalGround, RecusalOrigin, RecusalRequest
from judging.queries.recusals import recusal_between

DECISIONS = {CONFIRMED: confirm_recusal, DISMISSED: dismiss_recusal}


@dataclass(frozen=True, slots=True)
class Recusals:
    """Tells which judges stand back from which entries.

    What employers' codes point to is found by the product as the panels are made, and what judges
    know of themselves comes with their declarations.
    """

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the requests of entrants, and each decision some time after it was raised."""
        for number, recusal in enumerate(RECUSALS):
            raised = self._raised(recusal) + number * MINUTE
            if recusal.origin == RecusalOrigin.REQUESTED:
                yield Happening(raised, partial(self._request, recusal))
                yield Happening(raised + DAY, partial(self._grant, recusal))
            if recusal.decision in DECISIONS:
                yield Happening(raised + 2 * DAY, partial(self._decide, recusal))

    def _raised(self, told: Told) -> datetime:
        """Return when it was raised; decisions on declarations follow the same evening."""
        table = self.days.contests[BY_KEY[told.entry].contest].timetable
        if told.origin == RecusalOrigin.DECLARED:
            return table.roadshow_from - 3 * DAY + 9 * HOUR
        return table.screening_until + 3 * DAY

    def _request(self, told: Told) -> None:
        entry = self.cast.find(Entry, told.entry)
        request = request_recusal(
            entry,
            by=self.cast.find(User, BY_KEY[told.entry].enterprise),
            named=_NAME_OF[told.judge],
            detail="该专家曾在同类企业的公开论坛发言，可能影响公正评审，申请回避。",
            evidence=None,
        )
        self.cast.remember(_key(told), request)

    def _grant(self, told: Told) -> None:
        grant_request(
            self.cast.find(RecusalRequest, _key(told)),
            by=self._organizer(told),
            judge_id=self.cast.numbers[User, told.judge],
            ground=RecusalGround(told.ground),
            reason="已受理，核实后答复。",
        )

    def _decide(self, told: Told) -> None:
        DECISIONS[told.decision](self._recusal(told), by=self._organizer(told), reason=told.reason)

    def _recusal(self, told: Told) -> Recusal:
        judge, entry = self.cast.numbers[User, told.judge], self.cast.numbers[Entry, told.entry]
        found = recusal_between(judge, entry, RecusalOrigin(told.origin))
        if found is None:
            raise LookupError(f"nobody raised {_key(told)}")
        return found

    def _organizer(self, told: Told) -> User:
        body = self.days.contests[BY_KEY[told.entry].contest].body
        return self.cast.find(User, ORGANIZERS[body][1])


_NAME_OF = {judge.username: judge.name for judge in JUDGES}


def _key(told: Told) -> str:
    return f"{told.judge} {told.entry}"
