"""A database on its way between two migrations: where it stands, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext

from contest.core.db import db
from tests.databases import MIGRATIONS
from tests.traces import MONDAY

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
OWN = "alembic_version"
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
        "SELECT proname || '()' FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    ),
}
FILLING: dict[type, Any] = {
    str: "",
    int: 0,
    bool: False,
    object: {},
    type(MONDAY): MONDAY.replace(tzinfo=None),
    date: MONDAY.date(),
}


def move(revision: str) -> None:
    """Bring the current app's database up or down to a revision, as an installation does."""
    with db.engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision() or ""
    step = command.upgrade if revision != "base" and revision > here else command.downgrade
    step(Config(MIGRATIONS), revision)


@contextmanager
def writing(*, keep: bool) -> Iterator[sa.Connection]:
    """Open a connection that no application would get; what it wrote may be taken back."""
    with db.engine.execution_options(writes=True, maintenance=True).connect() as connection:
        yield connection
        (connection.commit if keep else connection.rollback)()


def put(rows: Rows) -> None:
    """Store rows in the tables as they are now; what they leave out is filled with something."""
    with writing(keep=True) as connection:
        for name, lines in rows.items():
            table = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
            for line in lines:
                connection.execute(sa.insert(table), {**_filling(table), **line})


def _filling(table: sa.Table) -> dict[str, Any]:
    """Return a value for each column that needs one; what is referred to has the number 1."""
    needed = [c for c in table.columns if not (c.nullable or c.server_default or c.name == "id")]
    return {c.name: 1 if c.foreign_keys else FILLING[c.type.python_type] for c in needed}


def ask(query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds."""
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def is_refused(statement: str) -> bool:
    """Say whether the database refuses a statement for what its rows must be; nothing stays."""
    with writing(keep=False) as connection:
        try:
            connection.execute(sa.text(statement))
        except sa.exc.IntegrityError:
            return True
        except (sa.exc.OperationalError, sa.exc.ProgrammingError):
            return False  # it speaks of a column that is not there, so nothing guards it
    return False


def tables() -> list[str]:
    return sorted(set(sa.inspect(db.engine).get_table_names()) - {OWN})


def contents() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    with db.engine.connect() as connection:
        return {
            name: sorted(map(dict, connection.execute(_all_of(name)).mappings()), key=repr)
            for name in tables()
        }


def _all_of(name: str) -> sa.TextClause:
    return sa.text(f'SELECT * FROM "{name}"')  # noqa: S608 -- a table's own name


def counts() -> dict[str, int]:
    return {name: len(rows) for name, rows in contents().items()}


def triggers() -> set[str]:
    """Return the triggers by name, and the functions that they call."""
    return {name for (name,) in ask(TRIGGERS[db.engine.dialect.name])}


def shape() -> set[str]:
    """Return by name what a database consists of: columns, keys, constraints, indexes."""
    inspector = sa.inspect(db.engine)
    found = {f"{table}.{_column(each)}" for table, each in _each(inspector.get_multi_columns())}
    for gathered in (
        inspector.get_multi_unique_constraints(),
        inspector.get_multi_check_constraints(),
        inspector.get_multi_foreign_keys(),
        inspector.get_multi_indexes(),
    ):
        found |= {each["name"] for _table, each in _each(gathered)}
    keys = inspector.get_multi_pk_constraint()
    return found | {key["name"] for (_schema, table), key in keys.items() if table != OWN}


def _each(gathered: Mapping[Any, Sequence[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield every part of every table but alembic's own."""
    for (_schema, table), parts in gathered.items():
        if table != OWN:
            yield from ((table, part) for part in parts)


def _column(column: Mapping[str, Any]) -> str:
    return column["name"] + ("?" if column["nullable"] else "")
