"""Rehearsals of a contest, and the marks of a calibration round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from contest.models import Contest
from contest.states import ContestState
from judging.models import Ballot, Calibration, Mark, Seat
from judging.states import BallotState


def rehearsals_of(contest_id: int) -> Sequence[Contest]:
    """Return the rehearsals of a contest, the newest first."""
    query = select(Contest).where(Contest.rehearsal_of_id == contest_id)
    return db.session.scalars(query.order_by(Contest.id.desc())).all()


def live_rehearsal(contest_id: int) -> Contest | None:
    """Return the rehearsal that is under way, if any."""
    query = select(Contest).where(
        Contest.rehearsal_of_id == contest_id, Contest.state == ContestState.REHEARSAL
    )
    return db.session.scalar(query)


def calibration_of(contest_id: int) -> Calibration | None:
    """Return the calibration round of a rehearsal."""
    whole = (joinedload(Calibration.contest), joinedload(Calibration.entry))
    return db.session.get(Calibration, contest_id, options=whole)


def seats_in(contest_id: int) -> Sequence[Seat]:
    """Return the seats of a contest that nobody has left."""
    query = select(Seat).where(Seat.contest_id == contest_id, Seat.left_at.is_(None))
    return db.session.scalars(query).all()


def marks_given(entry_id: int) -> dict[int, dict[int, Decimal]]:
    """Return the submitted marks for an entry: by criterion, then by judge."""
    query = (
        select(Mark.criterion_id, Ballot.judge_id, Mark.points)
        .join(Ballot, Ballot.id == Mark.ballot_id)
        .where(Ballot.entry_id == entry_id, Ballot.state == BallotState.SUBMITTED)
    )
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for criterion, judge, points in db.session.execute(query):
        found[criterion][judge] = points
    return found
