"""Published standings without ballots, prizes, and a plan by one person that another approves."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from awards.actions import plans as actions
from awards.actions.prizes import PrizeLine, set_prizes
from awards.models import Award, Plan
from awards.queries.prizes import prizes_digest
from contest.core.actions import acting
from contest.core.db import db
from judging.models import Edition, Standing
from judging.states import EditionState
from tests.world import MONDAY

MILLION = 100_000_000


# Two judges, one of them dropped, and one who stood back.
DETAIL = {
    "criteria": {},
    "judges": {
        "1": {"total": "88.00", "dropped": False},
        "2": {"total": "61.00", "dropped": True},
    },
    "incomplete": [],
    "recused": [3],
    "absent": [],
}


def published_edition(world):
    """Return a published edition without standings, inside an action of the caller's."""
    edition = Edition(
        contest_id=world.contest.id,
        number=9,  # the little world has a trial edition
        rule_sheet_id=world.rule_sheet.id,
        digest="e" * 64,
        computed_at=MONDAY,
        computed_by_id=world.organizer.id,
    )
    db.session.add(edition)
    db.session.flush()
    edition.state, edition.published_at = EditionState.PUBLISHED, MONDAY
    return edition


def publish(world, scores=("89.30", "80.00"), places=(1, 2)):
    """Put a published edition there with the author's and the rival's scores."""
    with acting("test.published", world.contest, by=None):
        edition = published_edition(world)
        for entry, score, place in zip(
            (world.entry, world.rival_entry), scores, places, strict=True
        ):
            db.session.add(
                Standing(
                    edition_id=edition.id,
                    entry_id=entry.id,
                    contest_id=world.contest.id,
                    challenge_id=entry.challenge_id,
                    place=place,
                    score=Decimal(score),
                    technical=Decimal(score) - 30,
                    commercial=Decimal(30),
                    ballots=2,
                    detail=DETAIL,
                )
            )
    return edition


def awards(world):
    query = select(Award).where(Award.contest_id == world.contest.id).order_by(Award.id)
    return db.session.scalars(query).all()


def the_plan(world):
    return db.session.scalars(select(Plan).where(Plan.contest_id == world.contest.id)).one()


def give_prizes(world, *lines):
    lines = [PrizeLine(name, seats, amount) for name, seats, amount in lines]
    seen = prizes_digest(world.contest.id)
    set_prizes(world.contest, by=world.organizer, lines=lines, seen=seen)


def propose(world):
    return actions.propose_awards(world.contest, by=world.organizer)


def approve(world, plan, *, by=None):
    actions.approve_plan(plan, by=by or world.second_organizer, digest=plan.digest)
