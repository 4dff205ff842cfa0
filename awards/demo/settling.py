"""How the awards of the ended contest became final: publicised, confirmed and announced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from awards.actions.notices import (
    announce_awards,
    confirm_awards,
    draft_notice,
    publish_notice,
)
from awards.demo.days import DAY, HOUR, Days
from awards.demo.results import ENDED
from awards.demo.story import Cast, Happening
from awards.noticing import lines_now, shown_digest
from awards.queries import notices as queries
from awards.states import AwardState
from contest.demo.contests import CLOSING, at
from contest.models import Contest, User

DOCUMENT = "甬江科〔{year}〕18号"


@dataclass(frozen=True, slots=True)
class Settling:
    """Tells what is left to do until awards are final, where nobody told it before."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the notice, the confirmation and the announcement."""
        publicity = at(self.days.contests[ENDED].timetable.publicity_from, CLOSING)
        yield Happening(publicity + HOUR, self._publish)
        yield Happening(publicity + 20 * DAY, self._confirm)
        yield Happening(publicity + 21 * DAY, self._announce)

    def _publish(self) -> None:
        contest = self._contest
        if queries.unpublicised(contest.id):
            notice = draft_notice(contest, by=self._person(1))
            seen = shown_digest(notice, lines_now(contest.id))
            publish_notice(notice, by=self._person(2), seen=seen)

    def _confirm(self) -> None:
        if queries.awards_in(self._contest.id, AwardState.PUBLICISED):
            confirm_awards(self._contest, by=self._person(2))

    def _announce(self) -> None:
        contest = self._contest
        if queries.awards_in(contest.id, AwardState.CONFIRMED):
            number = DOCUMENT.format(year=contest.year)
            announce_awards(contest, by=self._person(2), document_number=number)

    @property
    def _contest(self) -> Contest:
        return self.cast.find(Contest, ENDED)

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")
