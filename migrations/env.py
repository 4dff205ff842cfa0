"""Bring a database to the shape that the models describe."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from contest.core.audit import MAINTENANCE
from contest.core.db import db


def _render_item(kind: str, thing: Any, _autogen: Any) -> str | bool:
    """Write our column types as what they store: a migration outlives our code."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{type(thing.impl_instance).__name__}()"
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection.execution_options(**{MAINTENANCE: True}),
        target_metadata=db.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def _references_checked_late(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others refer to, and check every reference afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")  # means nothing once a transaction has begun
    try:
        yield
        if broken := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"references left behind: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _own_database() -> None:
    engine = db.engine.execution_options(writes=True)
    with engine.connect() as opened, _references_checked_late(opened), opened.begin():
        migrate(opened)


if given := context.config.attributes.get("connection"):
    migrate(given)
elif current_app:
    _own_database()
else:
    from wsgi import create_app

    with create_app().app_context():
        _own_database()
