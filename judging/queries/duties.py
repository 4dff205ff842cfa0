"""What a judge has to do with an entry, as plain values: all that saving a ballot asks.

A judge's page loads the whole assignment; a save is made at every change, by twenty judges at
once, and needs a few numbers of it. The statements are built once: SQLAlchemy then knows them
by sight, which is most of what they would cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, bindparam, exists
from sqlalchemy.orm import aliased

from contest.core.db import db
from contest.models import Contest
from judging.models import Ballot, BallotSource, Criterion, Mark, MarksWhen, Seat, Session, Slot
from judging.queries.assignments import PUBLISHED, part_of
from judging.queries.ballots import sealed_lines
from judging.states import ENDED, BallotState, SessionState


class Kept(NamedTuple):
    """What the server keeps of a ballot, as its judge is told; ``id`` is its row's."""

    id: int
    uuid: str
    version: int
    state: BallotState
    saved_at: datetime | None
    submitted_at: datetime | None
    holder: str
    source: BallotSource


@dataclass(frozen=True, slots=True)
class Duty:
    """A judge is to mark an entry, between two moments; ``ballot`` is None before they begin.

    ``marking_opened_at`` counts where the session's judges wait for the call.
    """

    contest_id: int
    entry_id: int
    judge_id: int
    opens: datetime
    closes: datetime
    marks_when: MarksWhen
    marking_opened_at: datetime | None
    session_state: SessionState
    session_closed_at: datetime | None
    is_published: bool
    ballot: Kept | None

    @property
    def closed_at(self) -> datetime | None:
        """When the session was closed from the console, None where it is not."""
        return self.session_closed_at if self.session_state in ENDED else None

    @property
    def is_called(self) -> bool:
        """Whether the entry's marks are taken as far as the console has a say."""
        return self.marks_when is MarksWhen.ANYTIME or self.marking_opened_at is not None

    @property
    def logged_as(self) -> str:
        """How the log names what is marked."""
        return f"entry:{self.entry_id}"


class Line(NamedTuple):
    """A criterion of the sealed rule sheet, and the mark that stands there; None is not marked."""

    criterion_id: int
    rule_sheet_id: int
    key: str
    name: str
    top: Decimal
    step: Decimal
    points: Decimal | None


_KEPT = (
    *(Ballot.id, Ballot.uuid, Ballot.version, Ballot.state, Ballot.saved_at),
    *(Ballot.submitted_at, Ballot.holder, Ballot.source),
)
_DUTY = part_of(
    bindparam("judge", type_=Integer),
    Slot.contest_id,
    Slot.entry_id,
    Seat.judge_id,
    Contest.roadshow_from,
    Contest.roadshow_until,
    Session.marks_when,
    Slot.marking_opened_at,
    Session.state,
    Session.closed_at,
    PUBLISHED,
    *_KEPT,
).join(Contest, Contest.id == Slot.contest_id)
_OF_ENTRY = _DUTY.where(Slot.entry_id == bindparam("entry"))
_TAKEN = aliased(Ballot)
_TO_BEGIN = _OF_ENTRY.where(~exists().where(_TAKEN.uuid == bindparam("uuid")))
_OF_BALLOT = _DUTY.where(Ballot.uuid == bindparam("uuid"))
_LINES = sealed_lines(
    Criterion.id,
    Criterion.rule_sheet_id,
    Criterion.key,
    Criterion.name,
    Criterion.top,
    Criterion.step,
    Mark.points,
).outerjoin(
    Mark,
    (Mark.criterion_id == Criterion.id) & (Mark.ballot_id == bindparam("ballot", type_=Integer)),
)


def duty(judge_id: int, entry_id: int) -> Duty | None:
    """Return what a judge has to do with an entry, or None where it is nothing."""
    return _first(_OF_ENTRY, judge=judge_id, entry=entry_id)


def duty_of_ballot(judge_id: int, uuid: str) -> Duty | None:
    """Return a judge's duty by their own ballot's UUID."""
    return _first(_OF_BALLOT, judge=judge_id, uuid=uuid)


def duty_to_begin(judge_id: int, entry_id: int, *, uuid: str) -> Duty | None:
    """Return a judge's duty to an entry, or None where any ballot already has that UUID."""
    return _first(_TO_BEGIN, judge=judge_id, entry=entry_id, uuid=uuid)


def lines_of(found: Duty) -> list[Line]:
    """Return the lines of the duty's sheet, in order; none before the rules are sealed."""
    ballot_id = found.ballot and found.ballot.id
    named = {"contest": found.contest_id, "ballot": ballot_id}
    return [Line(*row) for row in db.session.connection().execute(_LINES, named)]


def written_marks(lines: Sequence[Line]) -> dict[str, str | None]:
    """Return the marks that stand there by criterion key as text, as the API writes them."""
    return {line.key: as_text(line.points) for line in lines}


def as_text(points: Decimal | None) -> str | None:
    """Return a mark as it is written everywhere outside: two decimals, None where there is none."""
    return None if points is None else f"{points:.2f}"


def _first(query: Select[Any], **named: Any) -> Duty | None:
    row: Any = db.session.connection().execute(query, named).first()
    if row is None:
        return None
    kept = Kept(*row[-len(_KEPT) :])
    values: list[Any] = [*row[: -len(_KEPT)], None if kept.id is None else kept]
    return Duty(*values)
