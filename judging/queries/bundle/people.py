"""The judges of a bundle by number: where they sit, what they stand back from, where they were."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import String, cast, select, union
from sqlalchemy.orm import Session as Reading

from contest.core.ledger import INSTALLATION, LedgerEntry, LedgerSecret, stamp
from contest.core.snapshots import STREAMED
from judging.bundle.deciding import is_shown
from judging.models import Absence, Ballot, Recusal, Seat, Session, Slot

Row = dict[str, Any]


def judge_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield everybody who sat, marked, stood back or was away, by number.

    ``kind`` is that of the seat taken last, ``name`` the log's last commitment to it; each None
    where there is none.
    """
    kinds = _kinds(reading, contest_id)
    names = commitments_of(reading, contest_id, judges := _judges(reading, contest_id))
    for judge in judges:
        name = {"commitment": names[judge]} if judge in names else None
        yield {"id": judge, "kind": kinds.get(judge), "name": name}


def _judges(reading: Reading, contest_id: int) -> list[int]:
    found = (
        select(model.judge_id).where(model.contest_id == contest_id)
        for model in (Seat, Ballot, Recusal, Absence)
    )
    return sorted(reading.scalars(union(*found)))


def _kinds(reading: Reading, contest_id: int) -> dict[int, str]:
    query = select(Seat.judge_id, Seat.kind).where(Seat.contest_id == contest_id)
    return {judge: kind.value for judge, kind in reading.execute(query.order_by(Seat.id))}


def commitments_of(reading: Reading, contest_id: int, judges: Collection[int]) -> dict[int, str]:
    """Return the log's last commitment to each one's name: it stays when the name is erased."""
    told = cast(LedgerEntry.changes, String)
    query = (
        select(LedgerEntry.changes)
        .where(
            LedgerEntry.chain.in_([INSTALLATION, f"contest:{contest_id}"]),
            told.contains('"user:', autoescape=True),
            told.contains('"name":', autoescape=True),
        )
        .order_by(LedgerEntry.id)
    )
    wanted = {f"user:{judge}": judge for judge in judges}
    found = {}
    for changes in reading.scalars(query, execution_options=STREAMED):
        for row in wanted.keys() & changes.keys():
            _old, name = changes[row].get("name", (None, None))
            if isinstance(name, dict):
                found[wanted[row]] = name["commitment"]
    return found


def assignment_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield each seat for each entry of its sessions; ``left_at`` where the judge left it."""
    query = (
        select(
            *(Slot.session_id, Session.panel_id, Seat.judge_id, Seat.kind),
            *(Slot.entry_id, Seat.left_at),
        )
        .join(Session, Session.id == Slot.session_id)
        .join(Seat, Seat.panel_id == Session.panel_id)
        .where(Slot.contest_id == contest_id)
        .order_by(Slot.session_id, Slot.entry_id, Seat.id)
    )
    for row in reading.execute(query, execution_options=STREAMED):
        yield {
            "session": row.session_id,
            "panel": row.panel_id,
            "judge": row.judge_id,
            "kind": row.kind.value,
            "entry": row.entry_id,
            "left_at": row.left_at and stamp(row.left_at),
        }


def recusal_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield every recusal, the dismissed too; what it is about in words stays a commitment."""
    query = select(
        *(Recusal.id, Recusal.entry_id, Recusal.judge_id),
        *(Recusal.origin, Recusal.ground, Recusal.state),
    ).where(Recusal.contest_id == contest_id)
    for row in reading.execute(query.order_by(Recusal.id), execution_options=STREAMED):
        yield {
            "id": row.id,
            "entry": row.entry_id,
            "judge": row.judge_id,
            "origin": row.origin.value,
            "ground": row.ground.value,
            "state": row.state.value,
        }


def absence_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield every absence; without an ``entry`` it is from all the session's."""
    query = select(Absence).where(Absence.contest_id == contest_id).order_by(Absence.id)
    for absence in reading.scalars(query):
        yield {
            "id": absence.id,
            "entry": absence.entry_id,
            "judge": absence.judge_id,
            "session": absence.session_id,
            "at": stamp(absence.at),
            "ended_at": absence.ended_at and stamp(absence.ended_at),
        }


def opened_rows(reading: Reading, contest_id: int) -> Iterator[Row]:
    """Yield what opens the bundle's commitments, as far as it was not erased.

    The judges' names by number, then the values that the shown lines commit to.
    """
    names = commitments_of(reading, contest_id, _judges(reading, contest_id))
    for _judge, commitment in sorted(names.items()):
        if secret := reading.get(LedgerSecret, commitment):
            yield _opened(secret.commitment, secret.salt, secret.value)
    columns = ("verb", "reason", "refused", "changes")
    query = (
        select(
            *(LedgerSecret.commitment, LedgerSecret.salt, LedgerSecret.value),
            *(getattr(LedgerEntry, name) for name in columns),
        )
        .join(LedgerEntry, LedgerEntry.id == LedgerSecret.entry_id)
        .where(LedgerEntry.chain == f"contest:{contest_id}")
        .order_by(LedgerEntry.sequence, LedgerSecret.commitment)
    )
    given = set(names.values())
    for row in reading.execute(query, execution_options=STREAMED):
        line = {name: getattr(row, name) for name in columns}
        if row.commitment not in given and is_shown(line):
            yield _opened(row.commitment, row.salt, row.value)


def _opened(commitment: str, salt: str, value: str) -> Row:
    return {"commitment": commitment, "salt": salt, "value": value}
