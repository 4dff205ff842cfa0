"""Objections in the little world with a published notice."""

from __future__ import annotations

from dataclasses import replace

from awards.actions import objections as actions
from awards.actions.objections import Claim
from awards.models import Objection
from awards.queries.objections import next_number, notice_of_award, objection_by
from contest.core.actions import acting
from contest.core.db import db
from tests.awards.proposing import awards
from tests.awards.publicising import a_draft
from tests.world import MONDAY

SAID = Claim(
    notice=None,
    award=None,
    name="王某",
    organisation="某单位",
    phone="0574-8718 0000",
    email="wang@example.org",
    statement="该项目的核心专利已转让给他人。",
)


def claim(world, *, award=0, **more):
    """Return an objection to an award of the world, by its position."""
    found = awards(world)[award]
    return replace(SAID, notice=notice_of_award(found.id), award=found, **more)


def object_to(world, *, award=0, by=None, **more):
    received = actions.receive_objection(
        world.contest, by=by, claim=claim(world, award=award, **more)
    )
    return objection_by(received.objection.id)


def looked_into(world, **more):
    """Return an objection that the organizer accepted."""
    objection = object_to(world, **more)
    actions.accept_objection(objection, by=world.organizer, version=objection.version)
    return objection


def decide(world, objection, *, upheld, by=None):
    actions.decide_objection(
        objection,
        by=by or world.second_organizer,
        version=objection.version,
        upheld=upheld,
        reason="经核实专利登记簿。",
    )


def an_objection(world) -> Objection:
    """Put an objection to no award there, as the little world has no notice that is out."""
    notice = a_draft(world)
    with acting("test.objected", world.contest, by=None):
        objection = Objection(
            contest_id=world.contest.id,
            notice_id=notice.id,
            number=next_number(world.contest.id),
            name="王某",
            phone="1",
            email="wang@example.org",
            statement="异议",
            token_hash=str(next_number(world.contest.id)),
            received_at=MONDAY,
            due=MONDAY.date(),
        )
        db.session.add(objection)
    return objection
