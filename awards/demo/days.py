"""When things happen in the demo. Pure: everything follows from the moment of loading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from contest.core import clock
from contest.demo.chance import chance
from contest.demo.contests import Contest, contests
from contest.demo.sessions import Session, sessions

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# A talk of 8 minutes and 4 of questions.
TURN = 12 * MINUTE
# Marks stay possible for some days, so that a visitor of the demo may give some.
ROADSHOW_LASTS = 6 * DAY
# By then on a usual roadshow day, the first session is over and the second has begun.
AFTERNOON = 14


@dataclass(frozen=True, slots=True)
class Days:
    """The contests and sessions as seen from ``now``, the moment of loading."""

    now: datetime
    contests: dict[str, Contest]
    sessions: tuple[Session, ...]

    @property
    def today(self) -> date:
        """The day of loading, in Shanghai."""
        return clock.local(self.now).date()

    @property
    def turns(self) -> dict[str, datetime]:
        """When each entry goes on stage, by its key."""
        return {
            entry: session.starts_at + turn * TURN
            for session in self.sessions
            for turn, entry in enumerate(session.entries)
        }


def days(now: datetime) -> Days:
    """Return when everything happens; loading before two in the afternoon moves the roadshow up."""
    local = clock.local(now)
    held = sessions(local.date())
    if local.hour < AFTERNOON:
        first = local.replace(minute=0, second=0, microsecond=0) - 3 * HOUR
        held = tuple(_moved(session, first) for session in held)
    begins = min(s.starts_at for s in held if s.contest == "roadshow")
    found = {contest.key: contest for contest in contests(local.date())}
    found["roadshow"] = _lasting(found["roadshow"], begins)
    return Days(now, found, held)


def _moved(session: Session, first: datetime) -> Session:
    if session.contest != "roadshow":
        return session
    # The first session takes twelve turns, so the second begins after them.
    starts = first if session.number == 1 else first + 2.5 * HOUR
    return replace(session, starts_at=starts.astimezone(session.starts_at.tzinfo))


def _lasting(contest: Contest, begins: datetime) -> Contest:
    table = contest.timetable
    until = table.roadshow_until + ROADSHOW_LASTS
    return replace(contest, timetable=replace(table, roadshow_from=begins, roadshow_until=until))


def between(first: datetime, last: datetime, *, what: str) -> datetime:
    """Return a moment in the period, in whole minutes, the same for the same ``what``."""
    minutes = int((last - first) / MINUTE)
    return first + chance(what).randrange(minutes) * MINUTE
