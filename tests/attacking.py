"""Somebody with the database's password who knows how the log is made, and rewrites it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from contest.core import merkle
from contest.core.db import db
from contest.core.heads import SignedHead
from contest.core.ledger import LedgerEntry, LedgerHead, LedgerSecret, digest_of, stamp
from contest.core.places import leaf_of

GUARDED = ("ledger_entry", "ledger_head", "ledger_secret", "signed_head")


def attack(does: Callable[[Any], None]) -> None:
    """Run something on a connection past the product, with all triggers out of the way."""
    db.session.rollback()
    db.session.expunge_all()
    with db.engine.execution_options(writes=True, maintenance=True).begin() as connection:
        _open_up(connection)
        does(connection)


def set_marks(points: int) -> Callable[[Any], None]:
    """Return what gives every mark other points, in hundredths."""
    return lambda connection: connection.execute(text(f"UPDATE mark SET points = {points}"))  # noqa: S608


def tell_otherwise(chain: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Any], None]:
    """Return what changes the lines' ``changes``, and leaves the digests as they are."""

    def does(connection: Any) -> None:
        for line in _lines(connection, chain):
            changes = _changed(line, change)
            mine = LedgerEntry.id == line.id
            connection.execute(update(LedgerEntry).where(mine).values(changes=changes))

    return does


def rewrite(chain: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Any], None]:
    """Return what changes the lines' ``changes``, and makes digests, head and tree anew."""

    def does(connection: Any) -> None:
        previous, peaks = "", []
        for line in _lines(connection, chain):
            content = {**_content(line), "changes": _changed(line, change), "previous": previous}
            digest = digest_of(content, line.digest_name)
            values = {"changes": content["changes"], "previous": previous, "digest": digest}
            mine = LedgerEntry.id == line.id
            connection.execute(update(LedgerEntry).where(mine).values(values))
            peaks = merkle.append(peaks, line.sequence - 1, leaf_of(digest, line.binds))
            previous = digest
        _put_head(connection, chain, line.sequence, digest=previous, peaks=peaks)

    return does


def cut(chain: str, *, keep: int) -> Callable[[Any], None]:
    """Return what takes away all lines but the first, and puts the head there."""

    def does(connection: Any) -> None:
        gone = (LedgerEntry.chain == chain) & (LedgerEntry.sequence > keep)
        numbers = select(LedgerEntry.id).where(gone)
        connection.execute(delete(LedgerSecret).where(LedgerSecret.entry_id.in_(numbers)))
        connection.execute(delete(LedgerEntry).where(gone))
        peaks, last = [], ""
        for line in _lines(connection, chain):
            peaks = merkle.append(peaks, line.sequence - 1, leaf_of(line.digest, line.binds))
            last = line.digest
        _put_head(connection, chain, keep, digest=last, peaks=peaks)

    return does


def forget_heads(connection: Any) -> None:
    """Take the signed heads away."""
    connection.execute(delete(SignedHead))


def _lines(connection: Any, chain: str) -> list[Any]:
    query = select(LedgerEntry).where(LedgerEntry.chain == chain).order_by(LedgerEntry.sequence)
    with Session(connection) as session:
        return list(session.scalars(query))


def _content(line: LedgerEntry) -> dict[str, Any]:
    return {**line.content(), "at": stamp(line.at)}


def _changed(line: LedgerEntry, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    changes = {row: dict(columns) for row, columns in line.changes.items()}
    change(changes)
    return changes


def _put_head(
    connection: Any, chain: str, sequence: int, *, digest: str, peaks: list[bytes]
) -> None:
    values = {"sequence": sequence, "digest": digest, "peaks": [peak.hex() for peak in peaks]}
    connection.execute(update(LedgerHead).where(LedgerHead.chain == chain).values(values))


def _open_up(connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        for table in GUARDED:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for name in connection.execute(text(query)).scalars().all():
        connection.execute(text(f"DROP TRIGGER {name}"))
