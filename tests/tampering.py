"""What somebody with the database's password could do, past the product."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from contest.core.db import db


def tamper(*statements: str, **values: Any) -> None:
    """Run statements that no action makes, and commit them."""
    db.session.rollback()  # what this test has read so far must not hide what comes
    with db.engine.execution_options(writes=True, maintenance=True).begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)
