"""Entries: written, submitted, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from awards.demo.canaries import canary
from awards.demo.days import DAY, HOUR, Days, between
from awards.demo.papers import Papers
from awards.demo.people import LOADED
from awards.demo.story import Cast, Happening
from contest.actions.entries import withdraw_entry
from contest.actions.submissions import submit_entry
from contest.core import clock
from contest.core.actions import acting
from contest.demo.entries import ENTRIES
from contest.demo.entries import Entry as Told
from contest.demo.organisations import ORGANISATIONS
from contest.models import (
    Challenge,
    ConsortiumMember,
    DocumentKind,
    Entry,
    EntryDocument,
    Organisation,
    User,
)
from contest.queries.files import row_of

# What the draft still lacks, so that its checklist has something to say.
UNSTAMPED = ("licence", "pledge")


@dataclass(frozen=True, slots=True)
class Entries:
    """Tells of the entries of every contest."""

    cast: Cast
    days: Days
    papers: Papers

    def happenings(self) -> Iterator[Happening]:
        """Yield each entry's writing and submission while its contest is open."""
        for told in ENTRIES:
            begun, submitted = self._moments(told)
            yield Happening(begun, partial(self._write, told))
            if told.status != "draft":
                yield Happening(submitted, partial(self._submit, told))
            if told.status == "withdrawn":
                closes = self.days.contests[told.contest].timetable.entries_close_at
                yield Happening(closes + 2 * DAY, partial(self._withdraw, told))

    def _moments(self, told: Told) -> tuple[datetime, datetime]:
        """Return when it was begun and submitted; in the open contest, before today."""
        table = self.days.contests[told.contest].timetable
        midnight = clock.local(self.days.now).replace(hour=0, minute=0, second=0, microsecond=0)
        last = min(table.entries_close_at, midnight.astimezone(table.entries_close_at.tzinfo))
        begun = between(table.entries_open_at, last - 3 * DAY, what=f"begun {told.key}")
        return begun, between(begun + HOUR, last, what=f"submitted {told.key}")

    def _write(self, told: Told) -> None:
        author = self.cast.find(User, told.enterprise)
        challenge = self.cast.find(Challenge, told.challenge)
        with acting(LOADED, challenge, by=author):
            entry = self.cast.add(told.key, self._entry(told, challenge, author))
            without = UNSTAMPED if told.status == "draft" else ()
            for kind, kept in self.papers.keep(told.key, without=without):
                entry.documents.append(
                    EntryDocument(
                        contest_id=entry.contest_id,
                        kind=DocumentKind(kind),
                        file=row_of(kept, by=author, contest_id=entry.contest_id),
                        added_at=clock.now(),
                    )
                )

    def _entry(self, told: Told, challenge: Challenge, author: User) -> Entry:
        return Entry(
            uuid=str(uuid5(NAMESPACE_URL, f"jiebang demo entry {told.key}")),
            contest_id=challenge.contest_id,
            challenge_id=challenge.id,
            enterprise_id=self.cast.numbers[Organisation, told.enterprise],
            title=told.title,
            summary=told.summary,
            understanding=told.understanding,
            solution=told.solution,
            feasibility=f"{told.feasibility}（企业内部编号 {canary(told.enterprise)}）",
            evaluation=told.evaluation,
            originality=told.originality,
            contact_name=author.name,
            contact_phone=author.phone,
            credit_pledged=True,
            created_at=clock.now(),
            members=list(_members(told)),
        )

    def _submit(self, told: Told) -> None:
        submit_entry(self.cast.find(Entry, told.key), by=self.cast.find(User, told.enterprise))

    def _withdraw(self, told: Told) -> None:
        author = self.cast.find(User, told.enterprise)
        withdraw_entry(self.cast.find(Entry, told.key), by=author, reason=told.reason)


def _members(told: Told) -> Iterator[ConsortiumMember]:
    for position, member in enumerate(told.members, 1):
        organisation = ORGANISATIONS[member.organisation]
        yield ConsortiumMember(
            position=position,
            name=organisation.name,
            uscc=organisation.code,
            share_of_work=member.share_of_work,
        )
