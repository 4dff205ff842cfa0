"""Awards approved at the same moment never pass the budget, on both databases."""

from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import func, select

from awards.actions.plans import OverLimit, approve_plan
from awards.digest import plan_digest
from awards.models import Award, Plan, PlanLine, Prize
from awards.states import PlanState
from contest.core.actions import acting
from contest.core.db import db
from contest.models import Challenge, Entry, Organisation, OrganisationKind, User
from contest.states import EntryState
from tests.awards.proposing import MILLION, published_edition
from tests.simultaneous import at_once, broken_chains
from tests.world import DAY, MONDAY

MANY = 20


def _prize(world, *, seats):
    prize = Prize(
        contest_id=world.contest.id, position=1, name="一等奖", seats=seats, amount_fen=MILLION
    )
    db.session.add(prize)
    db.session.flush()
    return prize


def _enterprise(number):
    code = f"91330200MB{number:08d}"
    kind = OrganisationKind.ENTERPRISE
    enterprise = Organisation(kind=kind, name=f"企业 {number}", uscc=code)
    db.session.add(enterprise)
    db.session.flush()
    return enterprise


def _challenge(world, number):
    first = db.session.get(Challenge, world.challenge.id)
    challenge = Challenge(
        contest_id=first.contest_id,
        issuer_id=first.issuer_id,
        number=f"2026-more-{number}",
        title=f"榜单 {number}",
    )
    db.session.add(challenge)
    db.session.flush()
    return challenge


def _entry(number, *, challenge, enterprise):
    entry = Entry(
        uuid=f"{number:08x}-0000-4000-8000-00000000000a",
        contest_id=challenge.contest_id,
        challenge_id=challenge.id,
        enterprise_id=enterprise.id,
        title=f"方案 {number}",
        created_at=MONDAY,
        submitted_at=MONDAY - 12 * DAY,
    )
    db.session.add(entry)
    for state in (EntryState.SUBMITTED, EntryState.ADMITTED):
        db.session.flush()
        entry.state = state
    return entry


def _plan(world, edition, prize, *, entry, place):
    """Add a proposed plan that gives one prize to one entry."""
    line = PlanLine(
        position=1,
        entry_id=entry.id,
        place=place,
        score=Decimal(90 - place),
        prize_id=prize.id,
        amount_fen=MILLION,
        reason_code="seat",
        reason="一等奖",
    )
    plan = Plan(
        contest_id=world.contest.id,
        edition_id=edition.id,
        digest="",
        proposed_by_id=world.organizer.id,
        proposed_at=MONDAY,
        lines=[line],
    )
    db.session.add(plan)
    db.session.flush()
    plan.digest = plan_digest(plan, edition.digest)
    return plan


def proposed(world, *, budget, seats=MANY):
    """Propose twenty plans of one award each; return their numbers and digests."""
    with acting("test.proposed", world.contest, by=world.organizer):
        world.contest.budget_fen = budget
        prize, edition = _prize(world, seats=seats), published_edition(world)
        challenge = db.session.get(Challenge, world.challenge.id)
        plans = [
            _plan(
                world,
                edition,
                prize,
                entry=_entry(place, challenge=challenge, enterprise=_enterprise(place)),
                place=place,
            )
            for place in range(1, MANY + 1)
        ]
    return [(plan.id, plan.digest) for plan in plans]


def proposed_for_one_enterprise(world):
    """Propose twenty plans, each for another entry of the same enterprise."""
    with acting("test.proposed", world.contest, by=world.organizer):
        world.contest.budget_fen = MANY * MILLION
        prize, edition, one = _prize(world, seats=MANY), published_edition(world), _enterprise(1)
        plans = [
            _plan(
                world,
                edition,
                prize,
                entry=_entry(place, challenge=_challenge(world, place), enterprise=one),
                place=place,
            )
            for place in range(1, MANY + 1)
        ]
    return [(plan.id, plan.digest) for plan in plans]


def approve(plan_id, digest, *, by):
    approve_plan(db.session.get(Plan, plan_id), by=db.session.get(User, by), digest=digest)
    return "approved"


def count_of(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


@pytest.mark.parametrize(
    ("budget", "seats"), [(3 * MILLION, MANY), (MANY * MILLION, 3)], ids=["budget", "seats"]
)
def test_twenty_simultaneous_approvals_give_what_there_is_and_no_more(app, world, budget, seats):
    plans, approver = proposed(world, budget=budget, seats=seats), world.second_organizer.id

    told = at_once(app, [partial(approve, *plan, by=approver) for plan in plans])

    in_contest = Award.contest_id == world.contest.id
    assert (told.count("approved"), sum(isinstance(t, OverLimit) for t in told)) == (3, MANY - 3)
    assert count_of(Award, in_contest) == 3
    assert db.session.scalar(select(func.sum(Award.amount_fen)).where(in_contest)) == 3 * MILLION
    assert count_of(Plan, Plan.state == PlanState.PROPOSED) == MANY - 3
    assert broken_chains() == []


def test_twenty_simultaneous_approvals_give_an_enterprise_one_award(app, world):
    plans, approver = proposed_for_one_enterprise(world), world.second_organizer.id

    told = at_once(app, [partial(approve, *plan, by=approver) for plan in plans])

    assert (told.count("approved"), sum(isinstance(t, OverLimit) for t in told)) == (1, MANY - 1)
    assert count_of(Award, Award.contest_id == world.contest.id) == 1


def test_one_plan_approved_twice_at_once_gives_its_award_once(app, world):
    (plan, *_), approver = proposed(world, budget=MANY * MILLION), world.second_organizer.id

    told = at_once(app, [partial(approve, *plan, by=approver)] * 2)

    assert told.count("approved") == 1
    assert count_of(Award, Award.plan_id == plan[0]) == 1
