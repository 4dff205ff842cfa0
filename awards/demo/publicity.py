"""How the ended contest's awards were publicised, confirmed and announced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from awards.actions.notices import announce_awards, confirm_awards, draft_notice, publish_notice
from awards.demo.days import DAY, HOUR, Days
from awards.demo.story import Cast, Happening
from awards.models import Notice
from awards.noticing import lines_now, shown_digest
from contest.core.calendar import last_working_day
from contest.demo.contests import CLOSING, at
from contest.models import Contest, User

ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Publicity:
    """Tells of the notice and its period, to which nobody's objection was upheld."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is."""
        told = self.days.contests[ENDED]
        first = told.timetable.publicity_from
        opens = at(first, CLOSING) - 8 * HOUR
        over = at(last_working_day(first, told.publicity_days).last, CLOSING) + DAY
        yield Happening(opens - DAY, self._draft)
        yield Happening(opens, self._publish)
        yield Happening(over, self._confirm)
        yield Happening(over + DAY, self._announce)

    def _draft(self) -> None:
        self.cast.remember(ENDED, draft_notice(self._contest, by=self._person(1)))

    def _publish(self) -> None:
        notice = self.cast.find(Notice, ENDED)
        seen = shown_digest(notice, lines_now(notice.contest_id))
        publish_notice(notice, by=self._person(2), seen=seen)

    def _confirm(self) -> None:
        confirm_awards(self._contest, by=self._person(1))

    def _announce(self) -> None:
        number = f"甬江科发〔{self._contest.year}〕31 号"
        announce_awards(self._contest, by=self._person(2), document_number=number)

    @property
    def _contest(self) -> Contest:
        return self.cast.find(Contest, ENDED)

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")
