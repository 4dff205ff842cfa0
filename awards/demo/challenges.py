"""Challenges with their questions and corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from awards.demo.canaries import canary
from awards.demo.contests import ORGANIZERS
from awards.demo.days import DAY, HOUR, MINUTE, Days
from awards.demo.people import LOADED
from awards.demo.story import Cast, Happening
from contest import fields_seed
from contest.actions.challenges import approve_challenge, publish_challenges
from contest.actions.corrections import publish_correction
from contest.actions.drafts import submit_challenge
from contest.actions.questions import answer_question, ask_question
from contest.core.actions import acting
from contest.core.db import db
from contest.demo.challenges import BY_KEY, CHALLENGES
from contest.demo.challenges import Challenge as Told
from contest.demo.challenges import Indicator as ToldIndicator
from contest.demo.challenges import Question as ToldQuestion
from contest.demo.chance import chance
from contest.demo.contests import Contest as ToldContest
from contest.demo.entries import ENTRIES
from contest.demo.organisations import ISSUERS
from contest.demo.organisations import Organisation as ToldIssuer
from contest.models import (
    Challenge,
    Contest,
    Field,
    Indicator,
    Organisation,
    Question,
    Stage,
    User,
)

# Asked yesterday, so that its issuer has something to answer.
OPEN_QUESTION = ("fishery", "网箱附近的水下光照和透明度有没有分季节的记录？能否随榜单一并提供？")


@dataclass(frozen=True, slots=True)
class Challenges:
    """Tells of the challenges: written, approved, published, asked about and corrected."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield each challenge's life, and a draft of each issuer for the next contest."""
        for number, told in enumerate(CHALLENGES):
            published = self._contest(told).timetable.published_at
            written = published - 10 * DAY + number * HOUR
            yield Happening(written - DAY, partial(self._write, told))
            yield Happening(written, partial(self._submit, told))
            yield Happening(written + 4 * DAY, partial(self._approve, told))
            yield from self._talk(told)
        key, text = OPEN_QUESTION
        asking = partial(self._ask, BY_KEY[key], text, key=f"{key} open")
        yield Happening(self.days.now - DAY, asking)
        for contest in self.days.contests.values():
            yield Happening(contest.timetable.published_at, partial(self._publish, contest))
        for number, issuer in enumerate(ISSUERS):
            at = self.days.now - 3 * DAY + number * MINUTE
            yield Happening(at, partial(self._draft_next, issuer))

    def _talk(self, told: Told) -> Iterator[Happening]:
        """Yield questions, answers and corrections; days count from the publication."""
        published = self._contest(told).timetable.published_at
        for number, question in enumerate(told.questions):
            key = f"{told.key} {number}"
            asked, answered = (
                published + day * DAY + 2 * HOUR
                for day in (question.asked_day, question.answered_day)
            )
            yield Happening(asked, partial(self._ask, told, question.question, key=key))
            yield Happening(answered, partial(self._answer, told, question, key=key))
        for correction in told.corrections:
            at = published + correction.day * DAY + HOUR
            yield Happening(at, partial(self._correct, told, correction.text))

    def _contest(self, told: Told) -> ToldContest:
        return self.days.contests[told.contest]

    def _write(self, told: Told) -> None:
        contest = self.cast.find(Contest, told.contest)
        with acting(LOADED, contest, by=self.cast.find(User, told.issuer)):
            self.cast.add(
                told.key,
                Challenge(
                    contest_id=contest.id,
                    issuer_id=self.cast.numbers[Organisation, told.issuer],
                    field_id=_field(contest.body_id, told.field),
                    title=told.title,
                    pain_point=told.pain_point,
                    goal=told.goal,
                    resources=told.resources,
                    eligibility=told.eligibility,
                    cooperation=list(told.cooperation),
                    stage=Stage(told.stage),
                    questions_until=self._contest(told).timetable.questions_until,
                    indicators=[_indicator(n, i) for n, i in enumerate(told.indicators, 1)],
                ),
            )

    def _submit(self, told: Told) -> None:
        issuer = self.cast.find(User, told.issuer)
        submit_challenge(self.cast.find(Challenge, told.key), by=issuer)

    def _approve(self, told: Told) -> None:
        organizer = self.cast.find(User, ORGANIZERS[self._contest(told).body][1])
        approve_challenge(self.cast.find(Challenge, told.key), by=organizer)

    def _publish(self, told: ToldContest) -> None:
        organizer = self.cast.find(User, ORGANIZERS[told.body][0])
        publish_challenges(self.cast.find(Contest, told.key), by=organizer)

    def _ask(self, told: Told, text: str, *, key: str) -> None:
        entrants = [entry.enterprise for entry in ENTRIES if entry.challenge == told.key]
        asker = self.cast.find(User, chance(f"asker {key}").choice(entrants))
        challenge = self.cast.find(Challenge, told.key)
        self.cast.remember(key, ask_question(challenge, by=asker, text=text))

    def _answer(self, told: Told, question: ToldQuestion, *, key: str) -> None:
        issuer = self.cast.find(User, told.issuer)
        answer_question(self.cast.find(Question, key), by=issuer, answer=question.answer)

    def _correct(self, told: Told, text: str) -> None:
        issuer = self.cast.find(User, told.issuer)
        publish_correction(self.cast.find(Challenge, told.key), by=issuer, text=text)

    def _draft_next(self, issuer: ToldIssuer) -> None:
        """Let every issuer have something that nobody else may read."""
        contest = self.cast.find(Contest, f"next {issuer.body}")
        with acting(LOADED, contest, by=self.cast.find(User, issuer.key)):
            self.cast.add(
                f"next {issuer.key}",
                Challenge(
                    contest_id=contest.id,
                    issuer_id=self.cast.numbers[Organisation, issuer.key],
                    title=f"{issuer.short}下一届备选场景",
                    pain_point=f"正在向一线班组征集，尚未成文。内部编号：{canary(issuer.key)}。",
                    questions_until=contest.entries_close_at - 5 * DAY,
                ),
            )


def _field(body_id: int, key: str) -> int:
    name = next(seed.name for seed in fields_seed.FIELDS if seed.key == key)
    query = select(Field.id).where(Field.body_id == body_id, Field.name == name)
    return db.session.scalars(query).one()


def _indicator(position: int, told: ToldIndicator) -> Indicator:
    return Indicator(
        position=position,
        name=told.name,
        unit=told.unit,
        baseline="" if told.baseline is None else _written(told.baseline),
        comparator=told.comparator,
        target=_written(told.target),
        verification=told.verification,
    )


def _written(number: Decimal) -> str:
    return f"{number:,}"
