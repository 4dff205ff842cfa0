"""Reading many rows as they were at one moment, however long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from contest.core.db import db

# SQLite's reading transactions see one moment as they are.
_OPTIONS: dict[str, dict[str, Any]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
}
# Rows are fetched as they are asked for, so that their number does not matter.
STREAMED: dict[str, Any] = {"yield_per": 500}


@contextmanager
def snapshot() -> Iterator[Session]:
    """Give a session that sees one moment: that of its first statement. Nobody waits for it."""
    with db.engine.connect() as connection:
        connection.execution_options(**_OPTIONS.get(db.engine.dialect.name, {}))
        with Session(connection) as reading:
            yield reading
