"""Bulk beside the demo's world: a contest large enough to see how its pages bear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from awards.demo.days import DAY
from awards.demo.people import LOADED
from awards.demo.story import Cast
from contest.actions.contests import announce_contest
from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from contest.demo.chance import chance
from contest.demo.codes import credit_code
from contest.demo.judges import JUDGES
from contest.models import (
    Body,
    Challenge,
    Contest,
    Entry,
    JudgeKind,
    Organisation,
    OrganisationKind,
    User,
)
from contest.states import ChallengeState, EntryState
from judging.actions.rulesheets import begin_rule_sheet, revise_rule_sheet, seal_rule_sheet
from judging.models import Ballot, Criterion, Mark, Panel, Pledge, Seat, Session, Slot
from judging.pledge_text import pledge_digest
from judging.queries.ballots import rubric_of
from judging.queries.rulesheets import content_of, digest_of
from judging.rule_linter import findings
from judging.rulesheet import Line
from judging.states import BallotState

ENTERPRISES, ENTRIES, CHUNK = 1_000, 300, 50
REGION = "甬江市"
NAME = "规模演示赛"


@dataclass(frozen=True, slots=True)
class Bulk:
    """Adds the enterprises, 300 of which enter a contest that 9 judges mark on 10 criteria."""

    cast: Cast
    now: datetime

    def load(self) -> None:
        """Write it all, in pieces that the log can hold."""
        for first in range(0, ENTERPRISES, CHUNK):
            self._enterprises(range(first, first + CHUNK))
        self._contest()
        self._seal_rules()
        self._challenge_and_session()
        for first in range(0, ENTRIES, CHUNK):
            self._entries(range(first, first + CHUNK))
            db.session.expunge_all()

    def _enterprises(self, numbers: range) -> None:
        with acting(LOADED, self.cast.find(Body, "yongjiang"), by=self._organizer):
            for number in numbers:
                enterprise = Organisation(
                    kind=OrganisationKind.ENTERPRISE,
                    name=f"甬江样例 {number:04d} 号科技有限公司",
                    uscc=credit_code(f"bulk {number}", prefix="91", region=REGION),
                    region=REGION,
                )
                self.cast.add(f"bulk {number}", enterprise)

    def _contest(self) -> None:
        day = self.now.replace(minute=0, second=0, microsecond=0)
        with acting(LOADED, body := self.cast.find(Body, "yongjiang"), by=self._organizer):
            contest = Contest(
                body_id=body.id,
                name=f"{day.year} 甬江市{NAME}",
                year=day.year,
                introduction="大量样例数据，用来看页面在规模下的表现。",
                entries_open_at=day - 60 * DAY,
                entries_close_at=day - 30 * DAY,
                screening_until=day - 20 * DAY,
                roadshow_from=day - DAY,
                roadshow_until=day + 6 * DAY,
                budget_fen=1_000_000_000,
            )
            self.cast.add(NAME, contest)
        with clock.at(day - 65 * DAY):
            announce_contest(self._found, by=self._organizer)

    def _seal_rules(self) -> None:
        sheet = begin_rule_sheet(self._found, by=self._organizer)
        content = content_of(sheet)
        halves = tuple(half for line in content.lines for half in _halves(line))
        twice = replace(content, lines=halves)
        revise_rule_sheet(sheet, by=self._organizer, content=twice, seen=digest_of(sheet))
        seen = {finding.code for finding in findings(twice)}
        seal_rule_sheet(sheet, by=self._organizer, digest=digest_of(sheet), acknowledged=seen)

    def _challenge_and_session(self) -> None:
        with acting(LOADED, contest := self._found, by=self._organizer):
            challenge = Challenge(
                contest_id=contest.id,
                issuer_id=self.cast.numbers[Organisation, "metro"],
                title="规模演示榜单",
                state=ChallengeState.DRAFT,
                number=f"{contest.year}-00",
                published_at=contest.entries_open_at,
            )
            states = (ChallengeState.SUBMITTED, ChallengeState.APPROVED, ChallengeState.PUBLISHED)
            for state in states:
                challenge.state = state
            self.cast.add(NAME, challenge)
            panel = self.cast.add(NAME, Panel(contest_id=contest.id, name="规模评审组"))
            panel.seats = list(self._seats(contest))
            db.session.add_all(self._pledges(contest))
            session = Session(
                contest_id=contest.id,
                panel_id=panel.id,
                number=1,
                name="规模专场",
                room="甬江市会展中心三号厅",
                starts_at=contest.roadshow_from,
            )
            self.cast.add(NAME, session)

    def _seats(self, contest: Contest) -> Iterator[Seat]:
        for position, judge in enumerate(JUDGES, 1):
            number = self.cast.numbers[User, judge.username]
            kind = JudgeKind(judge.kind)
            yield Seat(contest_id=contest.id, judge_id=number, kind=kind, position=position)

    def _pledges(self, contest: Contest) -> Iterator[Pledge]:
        for judge in JUDGES:
            yield Pledge(
                contest_id=contest.id,
                judge_id=self.cast.numbers[User, judge.username],
                text_digest=pledge_digest(),
                signed_at=contest.roadshow_from,
                declared_at=contest.roadshow_from,
            )

    def _entries(self, numbers: range) -> None:
        rubric = rubric_of(self._found.id)
        with acting(LOADED, contest := self._found, by=self._organizer):
            session = self.cast.find(Session, NAME)
            for number in numbers:
                entry = self._entry(number, contest)
                session.slots.append(
                    Slot(contest_id=contest.id, entry_id=entry.id, position=number + 1)
                )
                db.session.add_all(self._ballots(entry, rubric))
            db.session.flush()

    def _entry(self, number: int, contest: Contest) -> Entry:
        submitted = contest.entries_close_at - number * timedelta(minutes=7) - DAY
        entry = Entry(
            uuid=_uuid(f"entry {number}"),
            contest_id=contest.id,
            challenge_id=self.cast.numbers[Challenge, NAME],
            enterprise_id=self.cast.numbers[Organisation, f"bulk {number}"],
            number=f"{contest.year}-00-{number + 1:03d}",
            title=f"样例方案 {number + 1:03d}",
            summary="样例数据。",
            state=EntryState.DRAFT,
            created_at=submitted - DAY,
            submitted_at=submitted,
        )
        for state in (EntryState.SUBMITTED, EntryState.ADMITTED):
            entry.state = state
        return self.cast.add(f"bulk {number}", entry)

    def _ballots(self, entry: Entry, rubric: Sequence[Criterion]) -> Iterator[Ballot]:
        for judge in JUDGES:
            at = self.now - timedelta(hours=1)
            ballot = Ballot(
                uuid=_uuid(f"ballot {entry.number} {judge.username}"),
                contest_id=entry.contest_id,
                entry_id=entry.id,
                judge_id=self.cast.numbers[User, judge.username],
                rule_sheet_id=rubric[0].rule_sheet_id,
                state=BallotState.DRAFT,
                saved_at=at,
                submitted_at=at,
                marks=list(_marks(f"{entry.number} {judge.username}", rubric)),
            )
            ballot.state = BallotState.SUBMITTED
            yield ballot

    @property
    def _found(self) -> Contest:
        return self.cast.find(Contest, NAME)

    @property
    def _organizer(self) -> User:
        return self.cast.find(User, "organizer1")


def _halves(line: Line) -> tuple[Line, Line]:
    """Return two lines that weigh together what the one did."""
    half = replace(line, top=line.top / 2, weight=line.weight / 2, bands=())
    return replace(half, key=f"{line.key}_1"), replace(
        half, key=f"{line.key}_2", name=f"{line.name}（二）"
    )


def _marks(what: str, rubric: Sequence[Criterion]) -> Iterator[Mark]:
    draw = chance(what)
    for line in rubric:
        steps = int(line.top / line.step)
        points = draw.randint(steps // 2, steps) * line.step
        yield Mark(criterion_id=line.id, points=points)


def _uuid(what: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"jiebang demo bulk {what}"))
