"""How winners of the ended contest delivered: one to the end, one late, two under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from awards.actions import acceptances, agreements, deliveries, milestones
from awards.demo.days import Days
from awards.demo.evidence import evidence
from awards.demo.story import Cast, Happening
from awards.indicators import asked_of
from awards.milestones import Line
from awards.models import Agreement, Award, Delivery, Milestone, UseRecord
from awards.states import AwardState
from contest.core import clock
from contest.core.db import db
from contest.demo.contests import CLOSING, at
from contest.models import Contest, Role, User

ENDED = "ended"
# How many days ago the first of it was.
LONGEST = 172
# Which winners by their order: who delivered all, who is late, who waits, who was given time.
WHOLE, LATE, PROPOSED, TOLERATED = 0, 1, 2, 3
PLANS = {
    WHOLE: (("方案设计评审", -150), ("样机现场安装", -110), ("试运行满一个月", -60)),
    LATE: (("需求确认与接口联调", -40), ("首批设备到场", -9), ("现场试运行", 45)),
    TOLERATED: (("采购需求论证", -30), ("首批产品交付", -5)),
}


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Tells of cooperation, milestones, and of the one delivery that came to its end."""

    cast: Cast
    days: Days

    def happenings(self) -> Iterator[Happening]:
        """Yield the steps, each by the person whose step it is; days are counted from today."""
        yield from self._begun(WHOLE, "joint_research", -172)
        yield from self._agreement()
        for number in range(3):
            yield from self._done(WHOLE, number)
        yield self._on(-58, self._test)
        yield self._on(-50, self._accept)
        yield self._on(-45, self._use)
        yield self._on(-42, self._credit)
        yield from self._begun(LATE, "joint_development", -70)
        yield self._on(-66, partial(self._plan, LATE))
        yield from self._done(LATE, 0)
        yield self._on(-20, partial(self._propose, PROPOSED, "joint_research"))
        yield from self._begun(TOLERATED, "direct_purchase", -60)
        yield self._on(-58, partial(self._plan, TOLERATED))
        yield from self._done(TOLERATED, 0)
        yield self._on(-7, self._tolerate)

    def _on(self, days: int, do: Callable[[], object]) -> Happening:
        return Happening(at(day_from(self.days, days), CLOSING), do)

    def _begun(self, winner: int, kind: str, days: int) -> Iterator[Happening]:
        yield self._on(days, partial(self._propose, winner, kind))
        yield self._on(days + 1, partial(self._agree, winner))

    def _done(self, winner: int, number: int) -> Iterator[Happening]:
        _title, days = PLANS[winner][number]
        yield self._on(days - 2, partial(self._report, winner, number))
        yield self._on(days, partial(self._confirm, winner, number))

    def _agreement(self) -> Iterator[Happening]:
        yield self._on(-170, self._draft)
        yield self._on(-168, self._revise)
        yield self._on(-160, self._sign)

    def _propose(self, winner: int, kind: str) -> None:
        award = self.award(winner)
        made = deliveries.propose_delivery(
            award, by=issuer_of(award), cooperation=kind, basis="按榜单公布的合作方式，经双方会商。"
        )
        self.cast.remember(f"{ENDED} {winner}", made)

    def _agree(self, winner: int) -> None:
        found = self._delivery(winner)
        deliveries.agree_delivery(found, by=self._person(1), version=found.version)

    def _plan(self, winner: int) -> None:
        found = self._delivery(winner)
        milestones.plan_milestones(
            found,
            by=issuer_of(found.award),
            version=found.version,
            lines=[Line(title, self._day(days)) for title, days in PLANS[winner]],
        )

    def _draft(self) -> None:
        made = agreements.draft_agreement(self.award(WHOLE), by=self._person(1))
        self.cast.remember(ENDED, made)

    def _revise(self) -> None:
        found = self.cast.find(Agreement, ENDED)
        told = [
            {"title": title, "due": self._day(days).isoformat()} for title, days in PLANS[WHOLE]
        ]
        parties = found.latest.content["parties"]
        people = [
            {"role": "项目负责人", "organisation": parties["enterprise"], "duty": "总体设计与交付"},
            {"role": "场景负责人", "organisation": parties["issuer"], "duty": "场地、数据与验收"},
        ]
        money = {"own_fen": 60_000_000, "issuer_fen": 40_000_000, "note": "设备由揭榜方自筹购置。"}
        agreements.revise_agreement(
            found,
            by=winner_of(found.award),
            seen=1,
            content={"milestones": told, "people": people, "money": money},
            reason="补充里程碑、人员分工和自筹经费。",
        )

    def _sign(self) -> None:
        found = self.cast.find(Agreement, ENDED)
        paper = evidence("三方签字盖章的任务书", ["三方已签字盖章。"], self._today())
        agreements.sign_agreement(
            found, by=self._person(1), seen=2, signed_on=self._today(), file=paper
        )

    def _report(self, winner: int, number: int) -> None:
        one = self._milestone(winner, number)
        told = f"“{one.title}”已按计划完成，现场照片和记录附后。"
        paper = evidence(f"{one.title}完成报告", [told], self._today())
        milestones.report_milestone(
            one, by=winner_of(one.award), version=one.version, report=told, file=paper
        )

    def _confirm(self, winner: int, number: int) -> None:
        one = self._milestone(winner, number)
        milestones.confirm_milestone(one, by=issuer_of(one.award), version=one.version)

    def _test(self) -> None:
        found = self._delivery(WHOLE)
        acceptances.record_test(
            found,
            by=winner_of(found.award),
            place=found.award.entry.challenge.site or "使用现场",
            first_day=self._day(-75),
            last_day=self._day(-60),
            conditions="正常运行工况，连续两周。",
            measured=self._measured(found),
            file=evidence("现场测试报告", ["各项指标均达到要求。"], self._today()),
        )

    def _accept(self) -> None:
        found = self._delivery(WHOLE)
        challenge = found.award.entry.challenge
        acceptances.record_acceptance(
            found,
            by=issuer_of(found.award),
            version=found.version,
            held_on=self._today(),
            people=[
                {"role": "使用单位代表", "organisation": challenge.issuer.name},
                {"role": "行业专家", "organisation": "甬江市场景创新专家库"},
            ],
            measured=self._measured(found),
            conclusion="passed",
            opinion="资料齐全，现场测试各项指标达到任务书要求，同意通过验收。",
            file=evidence("验收意见", ["同意通过验收。"], self._today()),
        )

    def _use(self) -> None:
        found = self._delivery(WHOLE)
        made = acceptances.record_use(
            found,
            by=issuer_of(found.award),
            unit=found.award.entry.challenge.issuer.name,
            used_since=self._day(-50),
            extent="在全部试点区域投入日常使用。",
            file=evidence("实际使用证明", ["产品自验收之日起投入日常使用。"], self._today()),
        )
        self.cast.remember(ENDED, made)

    def _credit(self) -> None:
        use = self.cast.find(UseRecord, ENDED)
        acceptances.credit_use(use, by=self._person(2), note="已到现场核实，函告信用主管部门。")

    def _tolerate(self) -> None:
        acceptances.tolerate(
            self._delivery(TOLERATED),
            by=self._person(1),
            until=self._day(40),
            reason="首批产品需按现场电磁环境调整屏蔽设计，企业已如实报告并提出改进方案。",
        )

    def _measured(self, delivery: Delivery) -> list[dict[str, Any]]:
        return [
            {"indicator": one.name, "asked": one.asked, "measured": "达到要求值", "passed": True}
            for one in asked_of(delivery.award)
        ]

    def award(self, winner: int) -> Award:
        """Return the award of a winner by its order among the announced ones."""
        contest = self.cast.numbers[Contest, ENDED]
        own = Award.contest_id == contest, Award.state == AwardState.ANNOUNCED
        query = select(Award).where(*own).order_by(Award.place, Award.id)
        return db.session.scalars(query).all()[winner]

    def _delivery(self, winner: int) -> Delivery:
        return self.cast.find(Delivery, f"{ENDED} {winner}")

    def _milestone(self, winner: int, number: int) -> Milestone:
        return self._delivery(winner).milestones[number]

    def _day(self, days: int) -> date:
        return day_from(self.days, days)

    def _today(self) -> date:
        return clock.local(clock.now()).date()

    def _person(self, number: int) -> User:
        return self.cast.find(User, f"organizer{number}")


def day_from(days: Days, offset: int) -> date:
    """Return a day so many from today; what is past lies after the announcement.

    Early in a year that is not long ago: then the past is told in fewer days.
    """
    announced = days.contests[ENDED].timetable.publicity_from + timedelta(days=20)
    room = (days.today - announced).days
    if offset < 0 and room < LONGEST:
        offset = -(-offset * room // LONGEST)
    return days.today + timedelta(days=offset)


def issuer_of(award: Award) -> User:
    """Return who speaks for the issuer of the award's challenge."""
    return _first(Role.ISSUER, award.entry.challenge.issuer_id)


def winner_of(award: Award) -> User:
    """Return who speaks for the enterprise."""
    return _first(Role.ENTERPRISE, award.enterprise_id)


def _first(role: Role, organisation_id: int) -> User:
    own = User.role == role, User.organisation_id == organisation_id
    return db.session.scalars(select(User).where(*own).order_by(User.id)).first() or _nobody()


def _nobody() -> User:
    raise LookupError("nobody speaks for that organisation")
