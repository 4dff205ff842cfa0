"""The little world with an announced award, and what is delivered of it."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import select

from awards.actions import acceptances, agreements, benchmarks, deliveries, milestones
from awards.actions import typical_cases as cases
from awards.milestones import Line
from awards.models import (
    Agreement,
    Announcement,
    Award,
    Benchmark,
    Delivery,
    Milestone,
    TypicalCase,
    UseRecord,
)
from awards.states import AwardState
from contest.core import clock, intake
from contest.core.actions import acting
from contest.core.db import db
from contest.core.intake import Kept
from tests.awards.awarding import award_first

DUE = date(2026, 4, 1)
PASSED = [{"indicator": "发现时间", "asked": "≤ 1 天", "measured": "0.5 天", "passed": True}]
TEXTS = dict.fromkeys(("title", "summary", "problem", "practice", "effect", "replication"), "做法")


def announced(world) -> Award:
    """Return the author's award, announced; made where there is none yet."""
    own = Award.entry_id == world.entry.id, Award.state != AwardState.REVOKED
    found = db.session.scalar(select(Award).where(*own))
    if found is None:
        found = award_first(world, approver=world.second_organizer)
        _announce(world, found)
    return found


def _announce(world, award) -> None:
    with acting("test.announced", world.contest, by=world.organizer):
        decision = Announcement(
            contest_id=award.contest_id,
            number=1,
            document_number="甲科〔2026〕1 号",
            announced_at=clock.now(),
            announced_by_id=world.organizer.id,
        )
        db.session.add(decision)
        db.session.flush()
        award.announcement_id = decision.id
        award.confirmed_at, award.confirmed_by_id = clock.now(), world.organizer.id
        for state in (AwardState.PUBLICISED, AwardState.CONFIRMED, AwardState.ANNOUNCED):
            award.state = state


def a_file(name="佐证.pdf", content=b"%PDF-1.4 evidence") -> Kept:
    stored = intake.storage().put_bytes(content)
    assert stored.digest == hashlib.sha256(content).hexdigest()
    return Kept(stored.digest, stored.size, "pdf", name, 1, "clean")


def delivery(world) -> Delivery:
    """Return the award's delivery, agreed by issuer and organizer."""
    award = announced(world)
    found = db.session.scalar(select(Delivery).where(Delivery.award_id == award.id))
    if found is None:
        found = deliveries.propose_delivery(
            award, by=world.issuer, cooperation="joint_research", basis="榜单约定"
        )
        deliveries.agree_delivery(found, by=world.organizer, version=found.version)
    return found


def milestone(world) -> Milestone:
    """Return the first milestone of the delivery, due in a month."""
    found = delivery(world)
    if not found.milestones:
        milestones.plan_milestones(
            found, by=world.issuer, version=found.version, lines=[Line("样机下线", DUE)]
        )
    return found.milestones[0]


def reported(world) -> Milestone:
    """Return the milestone, reported by the enterprise."""
    one = milestone(world)
    milestones.report_milestone(
        one, by=world.author, version=one.version, report="样机已下线", file=a_file()
    )
    return one


def agreement(world) -> Agreement:
    return agreements.draft_agreement(announced(world), by=world.organizer)


def used(world) -> UseRecord:
    """Return a record of use by the issuer."""
    found = db.session.scalar(select(UseRecord))
    return found or acceptances.record_use(
        delivery(world),
        by=world.issuer,
        unit="地铁运营公司",
        used_since=date(2026, 3, 1),
        extent="3 公里",
        file=a_file("使用证明.pdf", b"%PDF-1.4 use"),
    )


def told_case(world) -> TypicalCase:
    """Return the award's typical case, handed in."""
    found = db.session.scalar(select(TypicalCase))
    return found or cases.write_case(announced(world), by=world.organizer, version=0, texts=TEXTS)


def public_case(world) -> TypicalCase:
    """Return the award's typical case, approved by the other organizer."""
    case = told_case(world)
    if case.approved_at is None:
        cases.approve_case(case, by=world.second_organizer, version=case.version)
    return case


def proposal(world) -> Benchmark:
    found = db.session.scalar(select(Benchmark))
    return found or benchmarks.propose_benchmark(
        announced(world), by=world.organizer, conditions=[], reason="已在用"
    )


def today() -> date:
    return clock.local(clock.now()).date()
