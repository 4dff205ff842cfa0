"""The little world with published standings and an approved award, for tests of what follows."""

from __future__ import annotations

from decimal import Decimal

from awards.models import Award, Plan, PlanLine, Prize
from awards.states import PlanState
from contest.core import clock
from contest.core.actions import acting
from contest.core.db import db
from judging.actions import editions
from tests.judging.counting import mark_all

FIRST_PRIZE_FEN = 100_000_000


def publish_standings(world):
    """Let both judges mark both entries, compute the standings and publish them."""
    mark_all(world)
    edition = editions.compute_edition(world.contest, by=world.organizer)
    editions.publish_edition(edition, by=world.organizer)
    return edition


def award_first(world, *, approver=None) -> Award:
    """Give the first prize to the best entry, by a plan of the organizer."""
    edition = publish_standings(world)
    with acting("test.awarded", world.contest, by=world.organizer):
        prize = Prize(
            contest_id=world.contest.id,
            position=1,
            name="一等奖",
            seats=1,
            amount_fen=FIRST_PRIZE_FEN,
        )
        db.session.add(prize)
        db.session.flush()
        plan = _plan(world, edition, prize)
        plan.approved_by_id = (approver or world.supervisor).id
        plan.approved_at, plan.state = clock.now(), PlanState.APPROVED
        award = Award(
            contest_id=world.contest.id,
            entry_id=world.entry.id,
            enterprise_id=world.entry.enterprise_id,
            prize_id=prize.id,
            plan_id=plan.id,
            place=1,
            amount_fen=prize.amount_fen,
            approved_at=clock.now(),
        )
        db.session.add(award)
        db.session.flush()
    return award


def _plan(world, edition, prize) -> Plan:
    plan = Plan(
        contest_id=world.contest.id,
        edition_id=edition.id,
        digest="0" * 64,
        proposed_by_id=world.organizer.id,
        proposed_at=clock.now(),
        lines=[
            PlanLine(
                entry_id=world.entry.id,
                position=1,
                place=1,
                score=Decimal(87),
                prize_id=prize.id,
                amount_fen=prize.amount_fen,
                reason_code="awarded",
                reason="第 1 名",
            )
        ],
    )
    db.session.add(plan)
    db.session.flush()
    return plan
