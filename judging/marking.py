"""When a judge's marks are taken, and how what is sent compares with what stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from contest.core import clock
from contest.core.db import number_of
from contest.models import Entry, User
from judging.marks import BadMarks, read_marks
from judging.queries.duties import Duty, Line, as_text, duty, lines_of, written_marks
from judging.refusals import Closed, NotAssigned, NotCalled, NotOpen, Published, Unreadable
from judging.sent import Sent
from judging.states import BallotState

# By criterion key; None is not marked.
Marks = Mapping[str, Decimal | None]


def refuse_closed(found: Duty) -> None:
    """Raise NotOpen, Published, Closed or NotCalled where no marks are taken now."""
    if not found.opens <= clock.now() < found.closes:
        raise NotOpen
    if found.is_published:
        raise Published
    if found.closed_at:
        raise Closed
    if not found.is_called:
        raise NotCalled


def duty_now(entry: Entry | Duty, by: User) -> Duty:
    """Return what holds now, under the lock: a recusal may have come since the page was read."""
    entry_id = entry.entry_id if isinstance(entry, Duty) else number_of(entry)
    found = duty(number_of(by), entry_id)
    if found is None:
        raise NotAssigned
    return found


def marks_in(sent: Sent, lines: Sequence[Line]) -> Marks:
    """Return the marks that were sent; raise Unreadable, which names each bad one."""
    try:
        return read_marks(sent.marks, lines)
    except BadMarks as faults:
        raise Unreadable(faults) from None


def differ(marks: Marks, lines: Sequence[Line]) -> bool:
    """Return whether other marks stand on the lines than these."""
    return any(line.points != marks[line.key] for line in lines if line.key in marks)


def written_over(marks: Marks, lines: Sequence[Line]) -> dict[str, str | None]:
    """Return what stands on all lines once ``marks`` are written, as text."""
    return written_marks(lines) | {key: as_text(points) for key, points in marks.items()}


def closed_since(found: Duty) -> datetime | None:
    """Return since when no marks are taken any more, None while they are."""
    return found.closed_at or (found.closes if clock.now() >= found.closes else None)


def is_kept(found: Duty, sent: Sent) -> bool:
    """Return whether what was sent already stands in the ballot, as it was sent."""
    kept, lines = found.ballot, lines_of(found)
    if kept is None or differ(marks_in(sent, lines), lines):
        return False
    return kept.state is BallotState.SUBMITTED or not sent.submits
