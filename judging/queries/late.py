"""Marks that came after closing, beside what their ballots hold now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from judging.models import Ballot, LateBallot, Session, Slot
from judging.states import BallotState, LateState

UNDECIDED = (LateState.WAITING, LateState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Apart:
    """Marks kept apart, the session they were made for, and the judge's ballot as it is now."""

    late: LateBallot
    session: Session | None
    ballot: Ballot | None

    @property
    def closed_at(self) -> datetime | None:
        """Since when no marks were taken: the session's closing, or the roadshow's end."""
        if self.session is None:
            return None
        return self.session.closed_at or self.session.contest.roadshow_until

    @property
    def stands(self) -> dict[int, Any]:
        """Return the marks that the ballot holds now, by criterion number."""
        if self.ballot is None or self.ballot.state is BallotState.VOID:
            return {}
        return {mark.criterion_id: mark.points for mark in self.ballot.marks}


def late_by_content(uuid: str, content: str) -> LateBallot | None:
    """Return what was kept apart of a ballot with just this content, or None."""
    query = select(LateBallot).where(LateBallot.uuid == uuid, LateBallot.content == content)
    return db.session.scalars(query).first()


def _apart() -> Any:
    mine = (Ballot.entry_id == LateBallot.entry_id) & (Ballot.judge_id == LateBallot.judge_id)
    return (
        select(LateBallot, Session, Ballot)
        .outerjoin(Slot, Slot.entry_id == LateBallot.entry_id)
        .outerjoin(Session, Session.id == Slot.session_id)
        .outerjoin(Ballot, mine)
        .options(
            joinedload(LateBallot.entry),
            joinedload(LateBallot.judge),
            joinedload(LateBallot.contest),
            joinedload(LateBallot.proposed_by),
            joinedload(LateBallot.decided_by),
            joinedload(Session.contest),
        )
    )


def late_of(contest_id: int) -> Sequence[Apart]:
    """Return all that was kept apart in a contest, what waits for people first."""
    query = _apart().where(LateBallot.contest_id == contest_id)
    rows = db.session.execute(query.order_by(LateBallot.received_at, LateBallot.id))
    found = [Apart(*row) for row in rows.unique()]
    return sorted(found, key=lambda apart: apart.late.state not in UNDECIDED)


def apart(late: LateBallot) -> Apart:
    """Return one of them with session and ballot."""
    row = db.session.execute(_apart().where(LateBallot.id == late.id)).unique().one()
    return Apart(*row)
