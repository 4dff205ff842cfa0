"""What a judge still owes before marking: the pledge of a contest, and the declaration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from contest.core.db import db
from contest.models import Contest, Entry, User
from contest.states import ContestState, EntryState
from judging.models import Pledge, Recusal, Seat, Session, Slot
from judging.queries.recusals import PARTIES
from judging.states import RecusalState


@dataclass(frozen=True, slots=True)
class Owed:
    """What a judge owes for a contest before any of its entries can be read."""

    contest: Contest
    what: Literal["pledge", "declaration"]


def has_pledges(contest_id: int) -> bool:
    """Return whether any judge has signed the pledge of the contest."""
    query = select(Pledge.judge_id).where(Pledge.contest_id == contest_id)
    return db.session.scalar(query.limit(1)) is not None


def owed_by(judge: User) -> list[Owed]:
    """Return the announced contests whose pledge or declaration the judge still owes."""
    mine = (Seat.contest_id == Contest.id) & (Seat.judge_id == judge.id) & Seat.left_at.is_(None)
    undeclared = (
        select(Seat.id)
        .outerjoin(Session, Session.panel_id == Seat.panel_id)
        .outerjoin(Slot, Slot.session_id == Session.id)
        .where(
            mine,
            Pledge.declared_at.is_(None)
            | (Seat.taken_at > Pledge.declared_at)
            | (Slot.added_at > Pledge.declared_at),
        )
    )
    query = (
        select(Contest, Pledge)
        .outerjoin(Pledge, (Pledge.contest_id == Contest.id) & (Pledge.judge_id == judge.id))
        .where(
            Contest.state == ContestState.ANNOUNCED, undeclared.correlate(Contest, Pledge).exists()
        )
        .order_by(Contest.roadshow_from, Contest.id)
    )
    return [
        Owed(contest, "declaration" if pledge else "pledge")
        for contest, pledge in db.session.execute(query)
    ]


def is_seated(judge_id: int, contest_id: int) -> bool:
    """Return whether the judge sits on any panel of the contest."""
    query = select(Seat.id).where(
        Seat.judge_id == judge_id, Seat.contest_id == contest_id, Seat.left_at.is_(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def pledge_of(judge_id: int, contest_id: int) -> Pledge | None:
    """Return the judge's pledge for the contest."""
    return db.session.get(Pledge, (contest_id, judge_id))


def declarable(judge_id: int, contest_id: int) -> Sequence[Slot]:
    """Return the turns the judge is to mark and has not stood back from, in running order.

    Each comes with its entry's parties. What a recusal keeps from the judge,
    decided or not, is not listed again.
    """
    recused = select(Recusal.entry_id).where(
        Recusal.judge_id == judge_id, Recusal.state != RecusalState.DISMISSED
    )
    query = (
        select(Slot)
        .join(Slot.session)
        .join(Seat, Seat.panel_id == Session.panel_id)
        .join(Slot.entry)
        .where(
            Seat.judge_id == judge_id,
            Seat.left_at.is_(None),
            Slot.contest_id == contest_id,
            Entry.state == EntryState.ADMITTED,
            Slot.entry_id.not_in(recused),
        )
        .order_by(Session.starts_at, Session.number, Slot.position)
        .options(contains_eager(Slot.session), contains_eager(Slot.entry).options(*PARTIES))
    )
    return db.session.scalars(query).unique().all()


def stood_back(judge_id: int, contest_id: int) -> int:
    """Return from how many entries of the contest the judge stands back, decided or not."""
    query = select(Recusal.entry_id).where(
        Recusal.judge_id == judge_id,
        Recusal.contest_id == contest_id,
        Recusal.state != RecusalState.DISMISSED,
    )
    return len(set(db.session.scalars(query)))
