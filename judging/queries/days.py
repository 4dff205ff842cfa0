"""A judge's day as their tablet follows it: their own sessions and entries, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import contains_eager

from contest.core import clock
from contest.core.db import db
from contest.models import Contest, Entry
from judging.models import Ballot, HelpCall, MarksWhen, Session, Slot
from judging.queries.assignments import PUBLISHED, part_of
from judging.states import ENDED


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One of the judge's own entries; ``ballot`` is uuid, version and state, if there is one."""

    entry_id: int
    position: int
    title: str
    number: str
    is_on_stage: bool
    marking: str
    ballot: tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class DaySession:
    """A session in which the judge has entries to mark."""

    session: Session
    entries: tuple[DayEntry, ...]


_DAY = (
    part_of(
        bindparam("judge", type_=Integer),
        *(Slot, Entry.title, Entry.number, PUBLISHED, Ballot.uuid, Ballot.version, Ballot.state),
    )
    .join(Contest, Contest.id == Slot.contest_id)
    .options(contains_eager(Slot.session).contains_eager(Session.contest))
    .order_by(Session.starts_at, Session.id, Slot.position)
    .execution_options(populate_existing=True)
)


def day_of(judge_id: int) -> list[DaySession]:
    """Return the judge's sessions with the entries that are theirs to mark, in one statement."""
    rows: Any = db.session.execute(_DAY, {"judge": judge_id}).all()
    found = []
    for _number, of_session in groupby(rows, key=lambda row: row[0].session_id):
        lines = list(of_session)
        found.append(DaySession(lines[0][0].session, tuple(_entry(*line) for line in lines)))
    return found


def _entry(
    slot: Slot,
    title: str,
    number: str,
    published: object,
    *ballot: Any,
) -> DayEntry:
    uuid, _version, _state = ballot
    return DayEntry(
        entry_id=slot.entry_id,
        position=slot.position,
        title=title,
        number=number,
        is_on_stage=slot.is_on_stage,
        marking="closed" if published else marking_of(slot, clock.now()),
        ballot=ballot if uuid else None,
    )


def marking_of(slot: Slot, now: datetime) -> str:
    """Return whether an entry's marks are taken: waiting for the call, open, or closed."""
    session, contest = slot.session, slot.session.contest
    if session.state in ENDED or now >= contest.roadshow_until:
        return "closed"
    waits = session.marks_when is MarksWhen.CALLED and slot.marking_opened_at is None
    return "waiting" if waits or now < contest.roadshow_from else "open"


def last_call_of(judge_id: int) -> HelpCall | None:
    """Return the judge's newest call for help."""
    query = select(HelpCall).where(HelpCall.judge_id == judge_id)
    return db.session.scalars(query.order_by(HelpCall.id.desc()).limit(1)).first()
