"""The queue of those who write to SQLite.

SQLite lets one write at a time, and lets the others ask again and again, up to a tenth of a
second apart: of twenty judges some wait long while nobody writes. Ours wait in the system's
queue for a lock on the database's folder, which wakes the next at once, in whatever process,
and which a process that dies leaves. It is a courtesy among ourselves: what keeps the data
right is SQLite's own lock, taken after it.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

TURN = "turn"


def queue(engine: Engine) -> None:
    """Let the engine's connections take turns at writing. A database in memory has no queue."""
    folder = _folder_of(engine)
    if folder is None:
        return

    def enter(connection: Connection) -> None:
        if connection.get_execution_options().get("writes") and TURN not in connection.info:
            connection.info[TURN] = _turn(folder)

    event.listen(engine, "begin", enter)
    for end in ("checkin", "invalidate"):
        event.listen(engine, end, _leave)


def _folder_of(engine: Engine) -> Path | None:
    """Return the folder to lock: never the file itself, whose locks closing it would take off."""
    name = engine.url.database
    return None if not name or name.startswith((":memory:", "file:")) else Path(name).parent


def _turn(folder: Path) -> int:
    turn = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
    except BaseException:
        os.close(turn)
        raise
    return turn


def _leave(_connection: Any, record: Any, *_rest: Any) -> None:
    """Let the next one in: the connection is done with, its transaction ended either way."""
    turn = record.info.pop(TURN, None)
    if turn is not None:
        fcntl.flock(turn, fcntl.LOCK_UN)  # a child forked meanwhile may hold the folder open
        os.close(turn)
