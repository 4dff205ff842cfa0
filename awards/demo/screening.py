"""Screening: credit checks, admissions and refusals, and who lost their place later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from awards.demo.contests import ORGANIZERS
from awards.demo.days import DAY, MINUTE, TURN, Days, between
from awards.demo.story import Cast, Happening
from contest.actions.credit import record_credit_checks
from contest.actions.screening import (
    admit_entry,
    disqualify_entry,
    record_no_show,
    refuse_entry,
)
from contest.core import clock
from contest.credit import SOURCES
from contest.demo.entries import ENTRIES
from contest.demo.entries import Entry as Told
from contest.demo.organisations import ORGANISATIONS
from contest.models import CreditResult, Entry, User
from contest.screening_items import ITEMS

WAITING = ("draft", "submitted", "withdrawn")
# Which item of the checklist a reason of the texts is about.
_ITEM_OF = {"信用承诺书": "pledge", "联合体": "consortium"}


@dataclass(frozen=True, slots=True)
class Screenings:
    """Tells of the formal check of what was submitted in the contests that have closed."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield each entry's checks on one day, its decision, and its later end."""
        for told in ENTRIES:
            if told.status in WAITING:
                continue
            table = self.days.contests[told.contest].timetable
            first, last = table.entries_close_at + DAY, table.screening_until - 2 * DAY
            checked = between(first, last, what=f"checked {told.key}")
            yield Happening(checked, partial(self._check_credit, told))
            yield Happening(checked + DAY, partial(self._decide, told))
            if told.status == "disqualified":
                at = table.roadshow_from - 3 * DAY
                yield Happening(at, partial(self._disqualify, told))
            if told.status == "no_show":
                # Called, waited for, and given up before the next one is called.
                at = self.days.turns[told.key] + TURN - MINUTE
                yield Happening(at, partial(self._no_show, told))

    def _check_credit(self, told: Told) -> None:
        keys = (told.enterprise, *(member.organisation for member in told.members))
        for key in keys:
            record_credit_checks(
                self.cast.find(Entry, told.key),
                uscc=ORGANISATIONS[key].code,
                sources=SOURCES,
                result=CreditResult.CLEAR,
                checked_at=clock.now() - 5 * MINUTE,
                note="",
                record=None,
                by=self._organizer(told),
            )

    def _decide(self, told: Told) -> None:
        entry, organizer = self.cast.find(Entry, told.key), self._organizer(told)
        if told.status == "refused":
            wrong = {item for word, item in _ITEM_OF.items() if word in told.reason}
            checklist = {item: item not in wrong for item in ITEMS}
            refuse_entry(entry, checklist=checklist, by=organizer, reason=told.reason)
        else:
            admit_entry(entry, checklist=dict.fromkeys(ITEMS, True), confirmed=False, by=organizer)

    def _disqualify(self, told: Told) -> None:
        entry = self.cast.find(Entry, told.key)
        disqualify_entry(entry, by=self._organizer(told), reason=told.reason)

    def _no_show(self, told: Told) -> None:
        entry = self.cast.find(Entry, told.key)
        record_no_show(entry, by=self._organizer(told), reason=told.reason)

    def _organizer(self, told: Told) -> User:
        return self.cast.find(User, ORGANIZERS[self.days.contests[told.contest].body][1])
