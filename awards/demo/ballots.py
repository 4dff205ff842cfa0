"""Ballots, turn by turn as the roadshow went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from awards.demo.amendments import as_submitted
from awards.demo.canaries import canary
from awards.demo.days import MINUTE, TURN, Days
from awards.demo.people import LOADED
from awards.demo.story import Cast, Happening
from contest.core.actions import acting
from contest.demo.marks import Ballot as Told
from contest.demo.marks import ballots
from contest.models import Entry, User
from judging.actions.ballots import save_ballot, submit_ballot
from judging.queries.assignments import assignment
from judging.sent import Sent
from judging.template import STANDARD

HELD = ("ended", "roadshow")


@dataclass(frozen=True, slots=True)
class Ballots:
    """Tells who marked what: everything of the ended contest, half of today's."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield each ballot while its entry is on stage; a judge's first bears their canary."""
        starts, marked = self.days.turns, set[str]()
        for contest in HELD:
            for told in ballots(contest, STANDARD.criteria, today=self.days.today):
                at = starts[told.entry] + TURN / 2 + int(told.judge[-1]) * MINUTE / 2
                comment = "" if told.judge in marked else f"个人备注 {canary(told.judge)}"
                marked.add(told.judge)
                yield Happening(at, partial(self._mark, told, comment))

    def _mark(self, told: Told, comment: str) -> None:
        judge, entry = self.cast.find(User, told.judge), self.cast.find(Entry, told.entry)
        number = uuid5(NAMESPACE_URL, f"jiebang demo ballot {told.entry} {told.judge}")
        sent = Sent(str(number), 0, _written(as_submitted(told)))
        version = save_ballot(entry, by=judge, sent=sent).kept.version
        if comment:
            version = self._note(entry, judge, comment)
        if told.submitted:
            submitted = replace(sent, version=version, submits=True)
            submit_ballot(entry, by=judge, sent=submitted)

    def _note(self, entry: Entry, judge: User, comment: str) -> int:
        found = assignment(judge.id, entry.id)
        if found is None or found.ballot is None:
            raise LookupError(f"{judge.username} has no ballot of {entry.number}")
        with acting(LOADED, found.ballot, by=judge):
            found.ballot.comment = comment
        return found.ballot.version


def _written(marks: Mapping[str, Decimal]) -> dict[str, str | None]:
    return {key: f"{mark:f}" for key, mark in marks.items()}
