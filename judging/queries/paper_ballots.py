"""Paper sheets: which judge marks which entry on one, and what was typed from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from contest.core.db import db
from contest.models import Contest, Entry, User
from contest.states import EntryState
from judging.models import Ballot, PaperBallot, Seat, Session, Slot
from judging.paper import sheet_uuid
from judging.queries.assignments import recusal_of
from judging.states import PaperState


@dataclass(frozen=True, slots=True)
class Sheet:
    """A judge's sheet for an entry, to be printed or typed from paper."""

    contest: Contest
    session: Session
    slot: Slot
    entry: Entry
    judge: User
    seat: Seat
    ballot: Ballot | None

    @property
    def contest_id(self) -> int:
        """The contest whose log tells of it."""
        return self.contest.id

    @property
    def uuid(self) -> str:
        """What its QR code says: the ballot's UUID, or the one it will have."""
        return self.ballot.uuid if self.ballot else sheet_uuid(self.entry.uuid, self.judge.id)

    @property
    def logged_as(self) -> str:
        """How the log names what is marked."""
        return f"entry:{self.entry.id}"


def _sheets() -> Any:
    return (
        select(Contest, Session, Slot, Entry, User, Seat, Ballot)
        .select_from(Slot)
        .join(Slot.session)
        .join(Slot.entry)
        .join(Contest, Contest.id == Slot.contest_id)
        .join(Seat, (Seat.panel_id == Session.panel_id) & Seat.left_at.is_(None))
        .join(User, User.id == Seat.judge_id)
        .outerjoin(Ballot, (Ballot.entry_id == Slot.entry_id) & (Ballot.judge_id == Seat.judge_id))
        .where(
            Entry.state == EntryState.ADMITTED,
            ~recusal_of(Seat.judge_id, Slot.entry_id).exists(),
        )
        .options(contains_eager(Slot.session), contains_eager(Slot.entry), lazyload(Ballot.marks))
        .order_by(Session.starts_at, Session.id, Seat.position, Seat.id, Slot.position)
    )


def sheets_of(session_id: int, *, judge: int | None, entry: int | None) -> list[Sheet]:
    """Return a session's sheets judge by judge in running order; of one judge or entry if given."""
    query = _sheets().where(Session.id == session_id)
    if judge is not None:
        query = query.where(Seat.judge_id == judge)
    if entry is not None:
        query = query.where(Slot.entry_id == entry)
    return [Sheet(*row) for row in db.session.execute(query)]


def sheet_between(contest_id: int, judge_id: int, entry_id: int) -> Sheet | None:
    """Return the sheet of a judge for an entry of the contest, or None where there is none."""
    query = _sheets().where(
        Slot.contest_id == contest_id, Seat.judge_id == judge_id, Slot.entry_id == entry_id
    )
    row = db.session.execute(query).first()
    return Sheet(*row) if row else None


def sheet_by_uuid(contest_id: int, uuid: str) -> Sheet | None:
    """Return the sheet that was printed with that UUID, or whose ballot has it."""
    query = (
        select(Entry.uuid, Seat.judge_id, Entry.id, Ballot.uuid)
        .select_from(Slot)
        .join(Slot.session)
        .join(Slot.entry)
        .join(Seat, Seat.panel_id == Session.panel_id)
        .outerjoin(Ballot, (Ballot.entry_id == Slot.entry_id) & (Ballot.judge_id == Seat.judge_id))
        .where(Slot.contest_id == contest_id)
    )
    for entry_uuid, judge_id, entry_id, own in db.session.execute(query):
        if uuid in {own, sheet_uuid(entry_uuid, judge_id)}:
            return sheet_between(contest_id, judge_id, entry_id)
    return None


def choices_of(contest_id: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the judges and the entries that sheets can be of, by number and name."""
    judges = (
        select(User.id, User.name)
        .join(Seat, Seat.judge_id == User.id)
        .where(Seat.contest_id == contest_id, Seat.left_at.is_(None))
        .order_by(User.name_key, User.id)
        .distinct()
        .add_columns(User.name_key)
    )
    entries = (
        select(Entry.id, Entry.number, Entry.title)
        .join(Slot, Slot.entry_id == Entry.id)
        .where(Slot.contest_id == contest_id, Entry.state == EntryState.ADMITTED)
        .order_by(Entry.number, Entry.id)
    )
    return (
        [(row.id, row.name) for row in db.session.execute(judges)],
        [(row.id, f"{row.number} {row.title}") for row in db.session.execute(entries)],
    )


def _papers() -> Select[PaperBallot]:
    return select(PaperBallot).options(
        joinedload(PaperBallot.entry),
        joinedload(PaperBallot.judge),
        joinedload(PaperBallot.first_by),
        joinedload(PaperBallot.second_by),
        joinedload(PaperBallot.settled_by),
        joinedload(PaperBallot.file),
        joinedload(PaperBallot.contest),
    )


def papers_of(contest_id: int) -> Sequence[PaperBallot]:
    """Return what was typed from paper in a contest, what waits for people first."""
    query = _papers().where(PaperBallot.contest_id == contest_id)
    found = db.session.scalars(query.order_by(PaperBallot.first_at.desc(), PaperBallot.id)).all()
    return sorted(found, key=lambda paper: paper.state is PaperState.SUBMITTED)


def paper_between(judge_id: int, entry_id: int) -> PaperBallot | None:
    """Return what was typed from a judge's sheet for an entry, or None."""
    query = select(PaperBallot).where(
        PaperBallot.judge_id == judge_id, PaperBallot.entry_id == entry_id
    )
    return db.session.scalars(query).first()


def paper_loaded(paper: PaperBallot) -> PaperBallot:
    """Return the same with the people's names loaded."""
    return db.session.scalars(_papers().where(PaperBallot.id == paper.id)).one()
