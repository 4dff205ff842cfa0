"""Writing what a judge gave into their ballot: as it is typed, or whole. Within an action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import select

from contest.core import audit, clock, rows
from contest.core.audit import Act
from contest.core.db import db
from contest.core.rows import Change
from judging.marking import Marks, differ, marks_in, refuse_closed, written_over
from judging.models import Ballot, BallotSource, Mark
from judging.queries.duties import Duty, Kept, Line, lines_of
from judging.receipts import content_of
from judging.refusals import (
    AlreadySubmitted,
    Held,
    NotComplete,
    NotSealed,
    NotSubmitted,
    Stale,
)
from judging.sent import Sent
from judging.states import BallotState


class Saved(NamedTuple):
    """What is kept after a save: the ballot, and the marks on all lines as text.

    ``act`` is the action that changed them, whose line binds ``content``; None where what was
    sent already stood there.
    """

    found: Duty
    kept: Kept
    marks: dict[str, str | None]
    act: Act | None = None

    @property
    def content(self) -> str:
        """The digest of the content, as receipts hold it."""
        return content_of(
            uuid=self.kept.uuid,
            entry=self.found.entry_id,
            judge=self.found.judge_id,
            state=str(self.kept.state),
            marks=self.marks,
        )


def keep(found: Duty, sent: Sent, *, source: BallotSource = BallotSource.TABLET) -> Saved:
    """Keep what was sent as a draft; what already stands there changes nothing.

    Raise what ``actions.ballots.save_ballot`` raises.
    """
    lines, kept = lines_of(found), found.ballot
    read = marks_in(sent, lines)
    marks = written_over(read, lines)
    if kept and not differ(read, lines) and not _passes_on(kept, sent):
        if sent.submits and kept.state is BallotState.DRAFT:
            refuse_closed(found)
        return Saved(found, kept, marks)
    if kept and kept.state is BallotState.SUBMITTED:
        raise AlreadySubmitted(kept, lines)
    refuse_closed(found)
    if kept:
        _refuse_others(kept, sent, lines)
    now = _go_on(kept, sent) if kept else _begin(found, lines, sent, source=source)
    _put(now, read, lines)
    return _bound(Saved(found, now, marks))


def _bound(saved: Saved) -> Saved:
    """Let the action's line bind what is kept now."""
    return saved._replace(act=audit.bind(saved.content))


def lock(saved: Saved) -> Saved:
    """Lock a ballot that is kept; one that is locked stays as it is. Raise NotComplete."""
    if None in saved.marks.values():
        raise NotComplete
    if saved.kept.state is BallotState.SUBMITTED:
        return saved
    submitted = {"state": BallotState.SUBMITTED, "submitted_at": clock.now()}
    return _bound(saved._replace(kept=_change(saved.kept, **submitted)))


def put_whole(found: Duty, sent: Sent, *, source: BallotSource) -> Saved:
    """Write all marks and lock the ballot, whatever is called or closed: people decided it.

    A draft gives way. Raise AlreadySubmitted where other marks are locked,
    NotComplete, Unreadable.
    """
    lines, kept = lines_of(found), found.ballot
    read = marks_in(sent, lines)
    marks = {**dict.fromkeys((line.key for line in lines), None), **written_over(read, lines)}
    if kept and kept.state is BallotState.SUBMITTED:
        if differ(read, lines):
            raise AlreadySubmitted(kept, lines)
        return Saved(found, kept, marks)
    now = kept or _begin(found, lines, _unique(sent), source=source)
    if kept and kept.source is not source:
        now = _change(kept, source=source)
    _put(now, read, lines)
    return lock(Saved(found, now, marks))


def put_amended(found: Duty, marks: Mapping[str, str]) -> Saved:
    """Write other marks into a submitted ballot; that it stays so is what the signatures are for.

    When it was submitted stays too. Raise NotSubmitted, Unreadable, NotComplete.
    """
    lines, kept = lines_of(found), found.ballot
    if kept is None or kept.state is not BallotState.SUBMITTED:
        raise NotSubmitted
    read = marks_in(Sent(kept.uuid, kept.version, marks), lines)
    written = written_over(read, lines)
    if None in written.values():
        raise NotComplete
    now = _change(kept, saved_at=clock.now())
    _put(now, read, lines)
    return _bound(Saved(found, now, written))


def _unique(sent: Sent) -> Sent:
    """Return what was sent under a UUID that no other ballot has."""
    taken = db.session.scalar(select(Ballot.id).where(Ballot.uuid == sent.uuid))
    return sent if taken is None else Sent(str(uuid4()), sent.version, sent.marks, submits=True)


def _passes_on(kept: Kept, sent: Sent) -> bool:
    """Return whether another tablet goes on with a draft."""
    return sent.takes_over and sent.holder != kept.holder and kept.state is BallotState.DRAFT


def _refuse_others(kept: Kept, sent: Sent, lines: Sequence[Line]) -> None:
    if (kept.version, kept.uuid) != (sent.version, sent.uuid):
        raise Stale(kept, lines)
    if kept.holder and sent.holder not in {"", kept.holder} and not sent.takes_over:
        raise Held(kept, lines)


def _begin(found: Duty, lines: Sequence[Line], sent: Sent, *, source: BallotSource) -> Kept:
    if not lines:
        raise NotSealed
    now, state, version = clock.now(), BallotState.DRAFT, 1
    ballot = {
        "uuid": sent.uuid,
        "contest_id": found.contest_id,
        "entry_id": found.entry_id,
        "judge_id": found.judge_id,
        "rule_sheet_id": lines[0].rule_sheet_id,
        "state": state,
        "version": version,
        "saved_at": now,
        "comment": "",
        "void_reason": "",
        "source": source,
        "holder": sent.holder,
    }
    number = rows.add(Ballot, ballot)
    return Kept(number, sent.uuid, version, state, now, None, sent.holder, source)


def _go_on(kept: Kept, sent: Sent) -> Kept:
    """Give the ballot its next version: it counts every change, also two in one instant."""
    passed = {"holder": sent.holder} if sent.holder not in {"", kept.holder} else {}
    return _change(kept, saved_at=clock.now(), **passed)


def _change(kept: Kept, **values: Any) -> Kept:
    now = kept._replace(version=kept.version + 1, **values)
    old = {name: getattr(kept, name) for name in ("version", *values)}
    rows.change(Ballot, [Change({"id": kept.id}, old, {name: getattr(now, name) for name in old})])
    return now


def _put(kept: Kept, marks: Marks, lines: Sequence[Line]) -> None:
    """Write the marks that differ from those that stand on the lines."""
    changes = [
        Change(
            {"ballot_id": kept.id, "criterion_id": line.criterion_id},
            {"points": line.points},
            {"points": marks[line.key]},
        )
        for line in lines
        if line.key in marks and marks[line.key] != line.points
    ]
    if first := [{**one.key, **one.new} for one in changes if one.old["points"] is None]:
        rows.add_all(Mark, first)
    if gone := [one for one in changes if one.new["points"] is None]:
        rows.remove(Mark, gone)
    if other := [one for one in changes if None not in (one.old["points"], one.new["points"])]:
        rows.change(Mark, other)
