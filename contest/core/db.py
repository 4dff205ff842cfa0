"""The database handle, and the column types every model shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Text,
    event,
    inspect,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from contest.core import writers


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. Naive values are refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Points(TypeDecorator[Decimal]):
    """A number with two decimals, kept as whole hundredths: exact everywhere."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        hundredths = value.scaleb(2)
        if hundredths != hundredths.to_integral_value():
            raise ValueError(f"{value} has more than two decimals")
        return int(hundredths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


def _values(states: type[StrEnum]) -> list[str]:
    return [state.value for state in states]


def number_of(thing: Any) -> int:
    """Return a row's number without asking the database, even where its values are expired."""
    (number,) = inspect(thing).identity
    return int(number)


Fen = Annotated[int, mapped_column(BigInteger)]
LongText = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """The base of every model."""

    # A registry rather than class attributes: Flask-SQLAlchemy copies this body.
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UTCDateTime,
            Decimal: Points,
            StrEnum: Enum(
                StrEnum, native_enum=False, values_callable=_values, create_constraint=True
            ),
            dict[str, Any]: JSON,
            list[Any]: JSON,
        },
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

# What a power cut, a second writer and a wrong reference must not be able to do to SQLite.
# WAL with synchronous=NORMAL loses acknowledged writes in a power cut; FULL does not.
# REPLACE deletes without asking the DELETE triggers, which guard the log, but where they recurse.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 15_000,
    "recursive_triggers": 1,
}


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")


def _begin_sqlite(connection: Any) -> None:
    """Begin for writing where an action asked for it: checks and writes see one state."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare(engine: Engine) -> None:
    """Make every connection of the engine keep what is promised about durability."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        writers.queue(engine)
        event.listen(engine, "begin", _begin_sqlite)
        refuse_weak_settings(engine)


def refuse_weak_settings(engine: Engine, ask: Callable[[str], Any] | None = None) -> None:
    """Raise ``RuntimeError`` where the database answers other settings than we set."""
    with engine.connect() as connection:
        ask = ask or (lambda name: connection.exec_driver_sql(f"PRAGMA {name}").scalar())
        found = {name: ask(name) for name in PRAGMAS}
    in_memory = found["journal_mode"] == "memory"
    weak = {n: v for n, v in found.items() if v != PRAGMAS[n] and not (in_memory and n[0] == "j")}
    if weak:
        raise RuntimeError(f"the database does not keep what is promised: {weak}")
