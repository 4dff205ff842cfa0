"""An objection to an award of the ended contest: taken in, looked into, rejected by another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from awards.actions.objections import (
    Claim,
    accept_objection,
    add_inquiry,
    decide_objection,
    receive_objection,
)
from awards.demo.days import DAY, HOUR, Days
from awards.demo.story import Cast, Happening
from awards.models import Award, Notice, Objection
from contest.core.db import db
from contest.demo.contests import CLOSING, at
from contest.models import Contest, User

ENDED = "ended"
PLACE = 2
SAID = (
    "该项目申报的“连续运行 90 天”数据，与我单位在同一路段看到的停机情况不一致，"
    "请核实运行日志的起止日期。"
)
FOUND = "已向发榜方调取运行日志：停机 2 次，均在申报的 90 天之前，日志起止日期与申报一致。"
RECHECKED = "已在发榜方现场核对原始日志，与调取的副本一致。"
DECIDED = "经调取并现场核对运行日志，申报的连续运行时间属实，异议所述停机不在申报期间。"


@dataclass(frozen=True, slots=True)
class Objections:
    """Tells of the objection within the notice's period."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is."""
        table = self.days.contests[ENDED].timetable
        publicity = at(table.publicity_from, CLOSING)
        yield Happening(publicity + HOUR, self._receive)
        yield Happening(publicity + 16 * HOUR, self._accept)
        yield Happening(publicity + DAY, self._inquire)
        yield Happening(publicity + 2 * DAY, self._decide)

    def _receive(self) -> None:
        contest = self.cast.find(Contest, ENDED)
        query = select(Award).where(Award.contest_id == contest.id, Award.place == PLACE)
        claim = Claim(
            notice=self.cast.find(Notice, ENDED),
            award=db.session.scalars(query.order_by(Award.id)).first(),
            name="周启明",
            organisation="甬江市政养护有限公司",
            phone="0574-5550 0199",
            email="zhou@yongjiang.example",
            statement=SAID,
        )
        received = receive_objection(contest, by=None, claim=claim)
        self.cast.remember(ENDED, received.objection)

    def _accept(self) -> None:
        it = self.cast.find(Objection, ENDED)
        accept_objection(it, by=self._person("organizer1"), version=it.version)

    def _inquire(self) -> None:
        it = self.cast.find(Objection, ENDED)
        add_inquiry(it, by=self._person("organizer1"), text=FOUND)
        add_inquiry(it, by=self._person("supervisor1"), text=RECHECKED)

    def _decide(self) -> None:
        it, by = self.cast.find(Objection, ENDED), self._person("organizer2")
        decide_objection(it, by=by, version=it.version, upheld=False, reason=DECIDED)

    def _person(self, name: str) -> User:
        return self.cast.find(User, name)
