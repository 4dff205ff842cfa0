"""The sessions as they were led from the console: called, marked, closed, and frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from awards.demo.contests import ORGANIZERS
from awards.demo.days import HOUR, MINUTE, TURN, Days
from awards.demo.story import Cast, Happening
from contest.demo.sessions import Session as Told
from contest.models import Entry, User
from contest.states import EntryState
from judging.actions.closing import close_session, freeze_session
from judging.actions.stage import call_slot, open_marking, start_session
from judging.models import Session, Slot
from judging.queries.closings import numbers_of
from judging.queries.live import live_of

# Under way when the demo is loaded: its first team is on stage, the others are left to whoever
# plays the roadshow through.
UNDER_WAY = ("roadshow", 2)


@dataclass(frozen=True, slots=True)
class Evenings:
    """Tells who led the sessions, turn by turn."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield each session's start, calls and end; a team is marked after its talk."""
        for told in self.days.sessions:
            yield Happening(told.starts_at, partial(self._start, told))
            yield from self._turns(told)
            if (told.contest, told.number) != UNDER_WAY:
                over = told.starts_at + len(told.entries) * TURN + 5 * MINUTE
                yield Happening(over, partial(self._close, told))
            if told.contest == "ended":
                yield Happening(over + HOUR, partial(self._freeze, told))

    def _turns(self, told: Told) -> Iterator[Happening]:
        is_under_way = (told.contest, told.number) == UNDER_WAY
        for entry in told.entries[: 1 if is_under_way else None]:
            at = self.days.turns[entry]
            yield Happening(at, partial(self._call, told, entry))
            yield Happening(at + 5 * MINUTE, partial(self._open, told, entry))

    def _start(self, told: Told) -> None:
        start_session(self._session(told), by=self._organizer(told))

    def _call(self, told: Told, entry: str) -> None:
        slot = self._slot(told, entry)
        if slot.entry.state is EntryState.ADMITTED:
            stage = [one.id for one in slot.session.slots if one.called_at and not one.left_at]
            call_slot(slot, by=self._organizer(told), seen=next(iter(stage), None))

    def _open(self, told: Told, entry: str) -> None:
        if (slot := self._slot(told, entry)).called_at:
            open_marking(slot, by=self._organizer(told))

    def _close(self, told: Told) -> None:
        close_session(self._session(told), by=self._organizer(told))

    def _freeze(self, told: Told) -> None:
        session = self._session(told)
        seen = numbers_of(live_of(session)).stamp
        freeze_session(session, by=self._organizer(told), seen=seen)

    def _session(self, told: Told) -> Session:
        return self.cast.find(Session, f"{told.contest} {told.number}")

    def _slot(self, told: Told, entry: str) -> Slot:
        number = self.cast.numbers[Entry, entry]
        return next(s for s in self._session(told).slots if s.entry_id == number)

    def _organizer(self, told: Told) -> User:
        return self.cast.find(User, ORGANIZERS[self.days.contests[told.contest].body][1])
