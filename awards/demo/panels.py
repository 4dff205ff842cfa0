"""Panels and sessions, and what each judge signs and declares before marking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from awards.demo.contests import ORGANIZERS
from awards.demo.days import DAY, HOUR, MINUTE, Days
from awards.demo.story import Cast, Happening
from contest.demo.contests import Contest as ToldContest
from contest.demo.entries import BY_KEY
from contest.demo.judges import JUDGES, RECUSALS
from contest.demo.sessions import Session as ToldSession
from contest.models import Contest, Entry, JudgeKind, User
from judging.actions.orders import type_order
from judging.actions.panels import create_panel, seat_judge
from judging.actions.pledges import Conflict, declare, sign_pledge
from judging.actions.sessions import add_entries, create_session
from judging.models import MarksWhen, Panel, RecusalGround, RecusalOrigin
from judging.pledge_text import pledge_digest
from judging.queries.pledges import declarable

KIND_OF = {judge.username: JudgeKind(judge.kind) for judge in JUDGES}
# Sits in the afternoon and has not come yet: whoever signs in as them sees the pledge first.
NOT_YET_PLEDGED = ("roadshow", "judge06")
WITNESS = "各队代表在会场抽号球，纪检监督人员在场，抽签单由各队签字。"


@dataclass(frozen=True, slots=True)
class Panels:
    """Tells how the panels of the two roadshows came about."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield panels, sessions, and the day before the roadshow the judges' declarations."""
        for contest in self.days.contests.values():
            held = [s for s in self.days.sessions if s.contest == contest.key]
            made = contest.timetable.screening_until + 2 * DAY
            for number, session in enumerate(held):
                at = made + number * HOUR
                yield Happening(at, partial(self._seat, session))
                yield Happening(at + 10 * MINUTE, partial(self._hold, session))
            for judge in sorted({judge for session in held for judge in session.judges}):
                if (contest.key, judge) != NOT_YET_PLEDGED:
                    at = contest.timetable.roadshow_from - DAY + int(judge[-2:]) * HOUR / 2
                    yield Happening(at, partial(self._declare, contest, judge))

    def _seat(self, told: ToldSession) -> None:
        """Make the session's panel, unless an earlier session had it."""
        key = f"{told.contest} {told.panel}"
        if (Panel, key) in self.cast.numbers:
            return
        contest, organizer = self.cast.find(Contest, told.contest), self._organizer(told)
        panel = create_panel(contest, by=organizer, name=told.panel)
        self.cast.remember(key, panel)
        for judge in told.judges:
            number = self.cast.numbers[User, judge]
            seat_judge(panel, by=organizer, judge_id=number, kind=KIND_OF[judge])

    def _hold(self, told: ToldSession) -> None:
        contest, organizer = self.cast.find(Contest, told.contest), self._organizer(told)
        session = create_session(
            contest,
            by=organizer,
            name=told.name,
            room=told.room,
            starts_at=told.starts_at,
            panel_id=self.cast.numbers[Panel, f"{told.contest} {told.panel}"],
            marks_when=MarksWhen.CALLED,
        )
        self.cast.remember(f"{told.contest} {told.number}", session)
        entries = [self.cast.numbers[Entry, entry] for entry in told.entries]
        add_entries(session, by=organizer, entry_ids=entries)
        slots = {slot.entry_id: slot.id for slot in session.slots}
        order = [slots[entry] for entry in entries]
        type_order(session, by=organizer, slot_ids=order, witness=WITNESS)

    def _declare(self, told: ToldContest, judge: str) -> None:
        contest, person = self.cast.find(Contest, told.key), self.cast.find(User, judge)
        sign_pledge(contest, by=person, text_digest=pledge_digest())
        conflicts = {
            self.cast.numbers[Entry, recusal.entry]: Conflict(
                RecusalGround(recusal.ground), recusal.reason.partition("：")[2]
            )
            for recusal in RECUSALS
            if recusal.origin == RecusalOrigin.DECLARED
            and (recusal.judge, BY_KEY[recusal.entry].contest) == (judge, told.key)
        }
        seen = [slot.entry_id for slot in declarable(person.id, contest.id)]
        declare(contest, by=person, conflicts=conflicts, seen=seen)

    def _organizer(self, told: ToldSession) -> User:
        return self.cast.find(User, ORGANIZERS[self.days.contests[told.contest].body][1])
