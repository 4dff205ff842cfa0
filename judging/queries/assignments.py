"""Which entries a judge is to mark: seated, pledged, declared, and not recused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from contest.core.db import db
from contest.models import Challenge, Contest, Entry, User
from contest.states import EntryState
from judging.models import Ballot, Edition, Pledge, Recusal, Seat, Session, Slot
from judging.states import BallotState, EditionState, RecusalState

# The contest's standings are out, and its ballots closed by that.
PUBLISHED = exists().where(
    Edition.contest_id == Slot.contest_id, Edition.state == EditionState.PUBLISHED
)
# The declaration came after the entry got its turn, and the judge their seat.
DECLARED = and_(
    Pledge.declared_at.is_not(None),
    Slot.added_at.is_(None) | (Slot.added_at <= Pledge.declared_at),
    Seat.taken_at.is_(None) | (Seat.taken_at <= Pledge.declared_at),
)
_PRACTICE = aliased(Contest)
# What is only practised binds nobody: its entries are made up.
REHEARSED = exists().where(_PRACTICE.id == Slot.contest_id, _PRACTICE.rehearsal_of_id.is_not(None))


@dataclass(frozen=True, slots=True)
class Assignment:
    """A judge's part in one slot: the kind they sit for, and their ballot once there is one."""

    slot: Slot
    seat: Seat
    ballot: Ballot | None
    is_published: bool

    @property
    def entry(self) -> Entry:
        """The entry to be marked."""
        return self.slot.entry

    @property
    def is_open(self) -> bool:
        """Whether the judge has not submitted their ballot yet."""
        return self.ballot is None or self.ballot.state is BallotState.DRAFT

    @property
    def contest_id(self) -> int:
        """The contest whose log tells of it."""
        return self.slot.contest_id


def recusal_of(judge_id: Any, entry_id: Any) -> Select[int]:
    """Select a judge's recusals from an entry that stand: confirmed, or not yet decided.

    Until the organizer has dismissed a potential recusal, the judge reads nothing.
    """
    return select(Recusal.id).where(
        Recusal.entry_id == entry_id,
        Recusal.judge_id == judge_id,
        Recusal.state != RecusalState.DISMISSED,
    )


def part_of(judge_id: Any, *columns: Any) -> Select[Any]:
    """Select ``columns`` of what a judge (a number, or a parameter for one) is to mark."""
    return (
        select(*columns)
        .select_from(Slot)
        .join(Slot.session)
        .join(Slot.entry)
        .join(
            Seat,
            (Seat.panel_id == Session.panel_id)
            & (Seat.judge_id == judge_id)
            & Seat.left_at.is_(None),
        )
        .outerjoin(Pledge, (Pledge.contest_id == Slot.contest_id) & (Pledge.judge_id == judge_id))
        .outerjoin(Ballot, (Ballot.entry_id == Slot.entry_id) & (Ballot.judge_id == judge_id))
        .where(
            Entry.state == EntryState.ADMITTED,
            or_(DECLARED, REHEARSED),
            ~recusal_of(judge_id, Slot.entry_id).exists(),
        )
    )


def expected_ballots(contest_id: int) -> ScalarSelect[int]:
    """Select how many ballots a contest expects.

    Each seated judge's for each admitted entry of their sessions, less the recusals that stand.
    """
    return (
        select(func.count())
        .select_from(Slot)
        .join(Slot.session)
        .join(Slot.entry)
        .join(Seat, (Seat.panel_id == Session.panel_id) & Seat.left_at.is_(None))
        .where(
            Slot.contest_id == contest_id,
            Entry.state == EntryState.ADMITTED,
            ~recusal_of(Seat.judge_id, Slot.entry_id).exists(),
        )
        .scalar_subquery()
    )


def _assigned(judge_id: int) -> Select[Any]:
    return part_of(judge_id, Slot, Seat, Ballot, PUBLISHED).options(
        contains_eager(Slot.session).joinedload(Session.contest),
        contains_eager(Slot.entry).joinedload(Entry.challenge).joinedload(Challenge.issuer),
        joinedload(Ballot.marks),
    )


def assignments_of(judge: User) -> Sequence[Assignment]:
    """Return what a judge is to mark, by session and running order."""
    query = _assigned(judge.id).order_by(Session.starts_at, Session.id, Slot.position)
    return [Assignment(*row) for row in db.session.execute(query).unique()]


def assignment(judge_id: int, entry_id: int) -> Assignment | None:
    """Return a judge's assignment to an entry, or None where they have nothing to do with it."""
    query = _assigned(judge_id).where(Slot.entry_id == entry_id)
    row = db.session.execute(query).unique().first()
    return Assignment(*row) if row else None
