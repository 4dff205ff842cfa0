"""A session that closed, and marks that arrive afterwards."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from judging.models import LateBallot
from judging.states import LateState, SessionState
from tests.judging.test_ballots import WHOLE, put
from tests.world import MONDAY

MINUTE = timedelta(minutes=1)


def run_session(world, **values):
    with acting("test.session", world.session, by=None):
        for name, value in values.items():
            setattr(world.session, name, value)


def close_session(world, at=MONDAY - MINUTE, *, frozen=False):
    run_session(world, state=SessionState.RUNNING)
    run_session(world, state=SessionState.CLOSED, closed_at=at)
    if frozen:
        run_session(world, state=SessionState.FROZEN)


def arrive_late(world, visit, marks=WHOLE, *, state="submitted") -> LateBallot:
    """Let the judge's ballot for ``entry`` come a minute after closing."""
    close_session(world)
    return send_late(world, visit, marks, state=state)


def send_late(world, visit, marks=WHOLE, *, state="submitted") -> LateBallot:
    """Send marks that were made before closing."""
    at = {"made_at": (MONDAY - 2 * MINUTE).isoformat(), "sent_at": MONDAY.isoformat()}
    put(visit(world.judge), world.ballot.uuid, version=1, marks=marks, state=state, **at)
    return late_now(world)


def late_now(world) -> LateBallot:
    """Return what is kept apart in the contest on its roadshow day, afresh."""
    db.session.expire_all()
    query = select(LateBallot).where(LateBallot.contest_id == world.contest.id)
    return db.session.scalars(query.order_by(LateBallot.id.desc())).first()


def state_now(world) -> LateState:
    return late_now(world).state
