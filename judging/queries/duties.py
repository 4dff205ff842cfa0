"""What a judge has to do with an entry, as plain values: all that saving a ballot asks.

A judge's page loads the whole assignment; a save is made at every change, by twenty judges at
once, and needs a few numbers of it. The statements are built once: SQLAlchemy then knows them
by sight, which is most of what they would cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, exists, select
from sqlalchemy.orm import aliased, joinedload

from contest.core.db import db
from contest.models import Contest
from judging.models import Ballot, Seat, Slot
from judging.queries.assignments import PUBLISHED, part_of


@dataclass(frozen=True, slots=True)
class Duty:
    """A judge is to mark an entry, between two moments; ``ballot_id`` is None before they begin."""

    contest_id: int
    entry_id: int
    judge_id: int
    ballot_id: int | None
    opens: datetime
    closes: datetime
    is_published: bool

    @property
    def logged_as(self) -> str:
        """How the log names what is marked."""
        return f"entry:{self.entry_id}"


_DUTY = part_of(
    bindparam("judge", type_=Integer),
    Slot.contest_id,
    Slot.entry_id,
    Seat.judge_id,
    Ballot.id,
    Contest.roadshow_from,
    Contest.roadshow_until,
    PUBLISHED,
).join(Contest, Contest.id == Slot.contest_id)
_OF_ENTRY = _DUTY.where(Slot.entry_id == bindparam("entry"))
_TAKEN = aliased(Ballot)
_TO_BEGIN = _OF_ENTRY.where(~exists().where(_TAKEN.uuid == bindparam("uuid")))
_OF_BALLOT = _DUTY.where(Ballot.uuid == bindparam("uuid"))
_BALLOT = select(Ballot).where(Ballot.id == bindparam("ballot")).options(joinedload(Ballot.marks))


def duty(judge_id: int, entry_id: int) -> Duty | None:
    """Return what a judge has to do with an entry, or None where it is nothing."""
    return _first(_OF_ENTRY, judge=judge_id, entry=entry_id)


def duty_of_ballot(judge_id: int, uuid: str) -> Duty | None:
    """Return a judge's duty by their own ballot's UUID."""
    return _first(_OF_BALLOT, judge=judge_id, uuid=uuid)


def duty_to_begin(judge_id: int, entry_id: int, *, uuid: str) -> Duty | None:
    """Return a judge's duty to an entry, or None where any ballot already has that UUID."""
    return _first(_TO_BEGIN, judge=judge_id, entry=entry_id, uuid=uuid)


def ballot_of(found: Duty) -> Ballot | None:
    """Return the ballot of the duty with its marks; None before it is begun."""
    if found.ballot_id is None:
        return None
    return db.session.scalars(_BALLOT, {"ballot": found.ballot_id}).unique().one()


def _first(query: Select[Any], **named: Any) -> Duty | None:
    row = db.session.execute(query, named).first()
    return Duty(*row) if row else None
