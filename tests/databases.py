"""A database for every test, on SQLite and on a PostgreSQL that the tests start themselves.

The migrations run and the little world is built once per kind of database;
each test then gets a copy of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import NullPool, create_engine, make_url, text

from contest.core.db import db

MIGRATIONS = "migrations/alembic.ini"
TEMPLATE = "template_world"
Fill = Callable[[str], None]


def migrate() -> None:
    """Bring the current app's database to the newest shape."""
    with db.engine.execution_options(writes=True).begin() as connection:
        config = AlembicConfig(MIGRATIONS, attributes={"connection": connection})
        command.upgrade(config, "head")


def fast_folder() -> str:
    """Return a new folder in memory where the machine has one: a test needs no lasting disk."""
    shared = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it
    return tempfile.mkdtemp(prefix="jiebang-", dir=shared if os.access(shared, os.W_OK) else None)


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder and take it away again."""
    path = Path(fast_folder())
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def sqlite_template(fill: Fill) -> Iterator[Path]:
    """Make a migrated, filled SQLite file that others are copied from."""
    with folder() as place:
        path = place / "template.sqlite3"
        fill(f"sqlite:///{path}")
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        yield path


@contextmanager
def sqlite_copy(template: Path) -> Iterator[str]:
    """Make a copy of the template and return its address."""
    with folder() as place:
        shutil.copy(template, place / "test.sqlite3")
        yield f"sqlite:///{place / 'test.sqlite3'}"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a PostgreSQL of our own, reached through a socket, and stop it again."""
    with folder() as place, folder() as own:
        place.chmod(0o755)  # a server must not run as root, and its own user must get in
        os.environ.setdefault("XDG_RUNTIME_DIR", str(own))  # read while pgserver is imported
        import pgserver  # noqa: PLC0415 -- for the reason above

        server = pgserver.get_server(place / "data", cleanup_mode="stop")
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;")
        server.psql("SELECT pg_reload_conf();")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


@contextmanager
def postgres_template(server: str, fill: Fill, name: str = TEMPLATE) -> Iterator[str]:
    """Make a migrated, filled database that others can be copied from."""
    with _database(server, name) as url:
        fill(url)
        yield name


@contextmanager
def postgres_copy(server: str, template: str) -> Iterator[str]:
    """Make a copy of the template and return its address."""
    with _database(server, "test", template) as url:
        yield url


@contextmanager
def empty_database(server: str, name: str) -> Iterator[str]:
    """Make a database without a table and return its address."""
    with _database(server, name) as url:
        yield url


@contextmanager
def _database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
