"""The least a saved ballot can cost here: one view, no visitor, no rule, the same rows.

It is given what the product is given, and leaves what the product leaves: the
ballot's row and the marks that changed, a line of the log with its digest, the
head of the chain. SQLite by hand, durable as the product's: WAL, synchronous=FULL,
BEGIN IMMEDIATE. ``BARE_DATABASE`` names the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
from datetime import UTC, datetime
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from contest.core.db import PRAGMAS

CHAIN = "contest:1"
_of_thread = threading.local()


def create_app() -> Flask:
    """Return the app with its one view."""
    app = Flask(__name__)
    app.add_url_rule("/api/v1/ballots/<uuid>", view_func=save, methods=["PUT"])
    return app


def save(uuid: str) -> ResponseReturnValue:
    """Write the ballot, the marks that differ, and a line of the log; answer with the version."""
    sent = request.get_json()
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    connection = _connection()
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _save(connection, uuid, sent, at=at)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return jsonify(uuid=uuid, version=version, state="draft", saved_at=at)


def _connection() -> sqlite3.Connection:
    if not hasattr(_of_thread, "connection"):
        _of_thread.connection = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None)
        for name, value in PRAGMAS.items():
            _of_thread.connection.execute(f"PRAGMA {name}={value}")
    return _of_thread.connection


def _save(connection: sqlite3.Connection, uuid: str, sent: dict[str, Any], *, at: str) -> int:
    entry, judge = int(uuid[:8], 16), 100 + int(uuid[-12:], 16)
    ballot, version = connection.execute(
        "INSERT INTO ballot (uuid, contest_id, entry_id, judge_id, rule_sheet_id, state, version,"
        " saved_at, comment, void_reason) VALUES (?, 1, ?, ?, 1, 'draft', 1, ?, '', '')"
        " ON CONFLICT (uuid) DO UPDATE SET version = version + 1, saved_at = excluded.saved_at"
        " RETURNING id, version",
        (uuid, entry, judge, at),
    ).fetchone()
    marks = [
        (ballot, int(key[1:]), round(float(mark) * 100)) for key, mark in sent["marks"].items()
    ]
    connection.executemany(
        "INSERT INTO mark (ballot_id, criterion_id, points) VALUES (?, ?, ?)"
        " ON CONFLICT (ballot_id, criterion_id) DO UPDATE SET points = excluded.points"
        " WHERE points <> excluded.points",
        marks,
    )
    _log(connection, subject=f"entry:{entry}", actor=judge, changes=sent, at=at)
    return int(version)


def _log(
    connection: sqlite3.Connection, *, subject: str, actor: int, changes: object, at: str
) -> None:
    head = "SELECT sequence, digest FROM ledger_head WHERE chain = ?"
    sequence, previous = connection.execute(head, (CHAIN,)).fetchone() or _begun(connection, at)
    line = (CHAIN, sequence + 1, at, actor, "judge", "ballot.saved", subject, json.dumps(changes))
    digest = hashlib.sha256(json.dumps([*line, previous]).encode()).hexdigest()
    connection.execute(
        "INSERT INTO ledger_entry (chain, sequence, at, actor_id, role, verb, subject, changes,"
        " previous, digest, reason, refused, digest_name)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, 'sha256')",
        (*line, previous, digest),
    )
    connection.execute(
        "UPDATE ledger_head SET sequence = ?, digest = ?, at = ? WHERE chain = ?",
        (sequence + 1, digest, at, CHAIN),
    )


def _begun(connection: sqlite3.Connection, at: str) -> tuple[int, str]:
    start = (0, "")
    connection.execute(
        "INSERT INTO ledger_head (chain, sequence, digest, at) VALUES (?, ?, ?, ?)",
        (CHAIN, *start, at),
    )
    return start
