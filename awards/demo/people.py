"""Bodies, organisations and everybody who signs in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from awards.demo.days import DAY, HOUR, Days
from awards.demo.story import Cast, Happening
from contest import fields_seed
from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from contest.demo.bodies import BODIES
from contest.demo.entries import ENTRIES
from contest.demo.judges import JUDGES, Judge
from contest.demo.organisations import ENTERPRISES, ISSUERS, ORGANISATIONS
from contest.demo.organisations import Organisation as Told
from contest.demo.people import ACCOUNTS, JUDGES_BODY, Account
from contest.models import (
    Body,
    Employment,
    Field,
    JudgeKind,
    JudgeProfile,
    Organisation,
    OrganisationKind,
    Role,
    User,
)

LOADED = "demo.loaded"


@dataclass(frozen=True, slots=True)
class People:
    """Tells of the people. One password is everybody's: its hash is made once."""

    cast: Cast
    days: Days
    password_hash: str

    def happenings(self) -> Iterator[Happening]:
        """Yield who came when: the bodies first, an enterprise before its first contest."""
        ended = self.days.contests["ended"].timetable.published_at
        yield Happening(ended - 60 * DAY, self._bodies)
        yield Happening(ended - 59 * DAY, self._judges)
        for number, issuer in enumerate(ISSUERS):
            at = ended - 50 * DAY + number * HOUR
            yield Happening(at, partial(self._organisation, issuer))
        for number, enterprise in enumerate(ENTERPRISES):
            at = self._arrival(enterprise) + number * HOUR / 4
            yield Happening(at, partial(self._organisation, enterprise))

    def _arrival(self, enterprise: Told) -> datetime:
        entered = [self.days.contests[e.contest] for e in ENTRIES if e.enterprise == enterprise.key]
        return min(contest.timetable.published_at for contest in entered) + 2 * HOUR

    def _bodies(self) -> None:
        nobody = Body(name="", region="")
        with acting(LOADED, nobody, by=None):
            for told in BODIES:
                body = Body(
                    name=told.name,
                    region=told.region,
                    supervisor_phone=told.supervisor_phone,
                    is_demo=True,
                )
                self.cast.add(told.key, body)
                db.session.add_all(_fields(body))
            self._accounts(a for a in ACCOUNTS if not a.organisation and a.role != Role.JUDGE)

    def _judges(self) -> None:
        body, organizer = self.cast.find(Body, JUDGES_BODY), self.cast.find(User, "organizer1")
        with acting(LOADED, body, by=organizer):
            self._accounts(account for account in ACCOUNTS if account.role == Role.JUDGE)
            for judge in JUDGES:
                self._profile(judge)

    def _profile(self, judge: Judge) -> None:
        number = self.cast.numbers[User, judge.username]
        profile = JudgeProfile(
            user_id=number,
            kind=JudgeKind(judge.kind),
            title=judge.title,
            expertise=judge.expertise,
        )
        db.session.add(profile)
        db.session.add_all(_employments(judge, number, self.days.today))

    def _organisation(self, told: Told) -> None:
        body = self.cast.find(Body, told.body) if told.body else None
        row = Organisation(
            kind=OrganisationKind(told.kind),
            name=told.name,
            uscc=told.code,
            region=told.region,
            profile=told.profile,
            body_id=body and body.id,
        )
        with acting(LOADED, body or row, by=None):
            self.cast.add(told.key, row)
            self._accounts(account for account in ACCOUNTS if account.organisation == told.key)

    def _accounts(self, accounts: Iterable[Account]) -> None:
        for account in accounts:
            self.cast.add(account.username, self._user(account))

    def _user(self, account: Account) -> User:
        numbers = self.cast.numbers
        return User(
            username=account.username,
            name=account.name,
            email=account.email,
            phone=account.phone,
            role=Role(account.role),
            body_id=numbers.get((Body, account.body)),
            organisation_id=numbers.get((Organisation, account.organisation)),
            password_hash=self.password_hash,
            created_at=clock.now(),
        )


def _fields(body: Body) -> Iterator[Field]:
    for position, seed in enumerate(fields_seed.FIELDS, 1):
        yield Field(body_id=body.id, group=seed.group, name=seed.name, position=position)


def _employments(judge: Judge, number: int, today: date) -> Iterator[Employment]:
    for employer in judge.employers:
        organisation, (began, ended) = ORGANISATIONS[employer.organisation], employer.dates(today)
        yield Employment(
            user_id=number,
            organisation_name=organisation.name,
            uscc=organisation.code,
            began_on=began,
            ended_on=ended,
        )
