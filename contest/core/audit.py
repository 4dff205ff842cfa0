"""The audit log: who did what to which thing, and what changed by it.

Nobody writes to the log by hand. Data changes inside an action (see
``contest.core.actions``): a flush outside one is refused, and what a flush
inside one touches is gathered, old and new, into the one line of that action.
A statement that would change a logged row past the flush is refused too,
wherever it comes from; only ``MAINTENANCE``, as migrations do, may make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, ClassVar, NamedTuple

from flask import current_app
from sqlalchemy import Connection, Engine, bindparam, event, insert, inspect, select, text, update
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    object_session,
)
from sqlalchemy.orm.attributes import QueryableAttribute

from contest.core import clock
from contest.core.db import Model, db
from contest.core.ledger import (
    INSTALLATION,
    LedgerEntry,
    LedgerHead,
    LedgerSecret,
    commit_to,
    digest_of,
    stamp,
)
from contest.core.places import Place, place_after
from contest.core.statements import tables_written
from contest.core.trees import peaks_of

# The execution option of a connection that changes rows without a trace: to migrate, to mend.
MAINTENANCE = "maintenance"


# A column's old and new value.
Told = tuple[Any, Any]
Tell = Callable[[type["Audited"], Iterable[object], Mapping[str, Told]], None]


class UnauditedWrite(Exception):
    """A row was about to change outside any action."""


class Audited:
    """Mixin for models whose every change is logged.

    ``unlogged`` columns (secrets) are logged as changed, without values;
    ``personal`` ones as salted commitments, which can be erased.
    """

    unlogged: ClassVar[frozenset[str]] = frozenset()
    personal: ClassVar[frozenset[str]] = frozenset()


class Operational:
    """Mixin for rows that keep the machine going and decide nothing: not logged.

    They are written through ``contest.core.actions.operating``.
    """


@dataclass
class Act:
    """An action under way: who does what, and the rows it has touched so far."""

    verb: str
    actor_id: int | None
    role: str
    chain: str
    subject: str
    reason: str = ""
    refused: bool = False
    changes: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    secrets: list[dict[str, str]] = field(default_factory=list)
    afterwards: list[Any] = field(default_factory=list)
    binds: str | None = None
    place: Place | None = None  # known once the line is written


def bind(digest: str) -> Act:
    """Let the running action's line bind a SHA-256 in hex, and return that action.

    A line binds one thing: of two, the last.
    """
    act: Act = db.session().info["act"]
    act.binds = digest
    return act


def subject_of(thing: Any) -> str:
    """Return how the log names a thing, e.g. ``entry:42``; what is no row says it itself.

    What is not stored, or no longer because it was refused, has no number:
    another will have the one it was given in vain.
    """
    if said := getattr(thing, "logged_as", None):
        return str(said)
    state = inspect(thing)
    key = ["new"] if state.transient else state.mapper.primary_key_from_instance(thing)
    return _name_of(type(thing), key)


def _name_of(model: type, key: Iterable[object]) -> str:
    return f"{model.__name__.lower()}:{'-'.join(map(str, key))}"


def chain_of(thing: Any) -> str:
    """Return the chain a thing's changes go into: its contest's, or the installation's.

    What is no row says it itself, as ``logged_in``.
    """
    if said := getattr(thing, "logged_in", None):
        return str(said)
    if type(thing).__name__ == "Contest" and thing.id is not None:
        return f"contest:{thing.id}"
    number = getattr(thing, "contest_id", None)
    return INSTALLATION if number is None else f"contest:{number}"


# Built once: every action makes these four, and SQLAlchemy then knows them by sight.
_HEAD: Any = LedgerHead.__table__
_LOCK = (
    select(_HEAD.c.sequence, _HEAD.c.digest, _HEAD.c.at, _HEAD.c.peaks)
    .where(_HEAD.c.chain == bindparam("chain"))
    .with_for_update()
)
# Two actions may be the first of a chain at once: one inserts, both then lock what is there.
_START = text(
    "INSERT INTO ledger_head (chain, sequence, digest) VALUES (:chain, 0, '') "
    "ON CONFLICT DO NOTHING"
)
_APPEND = insert(LedgerEntry)
_MOVE = (
    update(_HEAD)
    .where(_HEAD.c.chain == bindparam("moved"))
    .values({name: bindparam(name) for name in ("sequence", "digest", "at", "peaks")})
)


class Head(NamedTuple):
    """The last link of a chain: its number, its digest, when it was made, the tree's peaks."""

    sequence: int
    digest: str
    at: datetime | None
    peaks: list[str]


def lock_chain(session: Session, chain: str) -> Head:
    """Return the chain's head, locked until the transaction ends."""
    connection = session.connection()
    head = connection.execute(_LOCK, {"chain": chain}).first()
    if head is None:
        connection.execute(_START, {"chain": chain})
        head = connection.execute(_LOCK, {"chain": chain}).one()
    if head.peaks is None:  # begun before chains had trees, or only now
        return Head(head.sequence, head.digest, head.at, peaks_of(chain))
    return Head(*head)


def write(session: Session, act: Act, head: Head) -> None:
    """Put the action's line at the end of its chain."""
    name = current_app.config["DIGEST"]
    row = {
        **{key: getattr(act, key) for key in ("chain", "actor_id", "role", "verb", "subject")},
        **{key: getattr(act, key) for key in ("reason", "refused", "changes")},
        "sequence": head.sequence + 1,
        "previous": head.digest,
        "digest_name": name,
    }
    at = clock.now()
    binds = {} if act.binds is None else {"binds": act.binds}
    digest = digest_of({**row, **binds, "at": stamp(at)}, name)
    connection = session.connection()
    line = {**row, "at": at, "digest": digest, "binds": act.binds}
    written = connection.execute(_APPEND, line)
    if act.secrets:
        number = written.inserted_primary_key[0]  # type: ignore[index]  # one row was written
        connection.execute(
            insert(LedgerSecret), [{**secret, "entry_id": number} for secret in act.secrets]
        )
    act.place = place_after(head.peaks, digest=digest, binds=act.binds, sequence=row["sequence"])
    moved = {"moved": act.chain, "sequence": row["sequence"], "digest": digest, "at": at}
    connection.execute(_MOVE, {**moved, "peaks": act.place.peaks})


def plain(value: object) -> Any:
    """Return a column's value as the log writes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return stamp(value)
    return str(value) if isinstance(value, Decimal | date) else value


def _logged(thing: Audited | type[Audited], key: str, value: object, act: Act) -> Any:
    """Return what the log may say of a value."""
    if value is None or (value == "" and key in thing.personal):
        return value  # there is nothing to hide
    if key in thing.unlogged:
        return {"secret": True}
    if key in thing.personal:
        commitment, salt = commit_to(value)
        act.secrets.append({"commitment": commitment, "salt": salt, "value": str(value)})
        return {"commitment": commitment}
    return plain(value)


def _changes(thing: Any, act: Act, *, gone: bool) -> dict[str, list[Any]]:
    """Return ``{column: [old, new]}`` for a row as the flush found it."""
    state = inspect(thing)
    found = {}
    for key in sorted(state.mapper.column_attrs.keys()):
        history = state.attrs[key].history
        if gone:
            found[key] = [_logged(thing, key, state.attrs[key].value, act), None]
        elif history.has_changes():
            old, new = history.deleted or [None], history.added or [None]
            found[key] = [_logged(thing, key, old[0], act), _logged(thing, key, new[0], act)]
    return found


def _gather(act: Act, subject: str, changes: dict[str, list[Any]]) -> None:
    """Add a row's changes to the action's; of two writes, the first old and last new stay."""
    row = act.changes.setdefault(subject, {})
    for key, (old, new) in changes.items():
        row[key] = [row[key][0] if key in row else old, new]


def _gather_from(act: Act, thing: Any, *, gone: bool) -> None:
    _gather(act, subject_of(thing), _changes(thing, act, gone=gone))


def _touched(session: Session) -> list[Model]:
    changed = (thing for thing in session.dirty if session.is_modified(thing))
    return [*session.new, *changed, *session.deleted]


@event.listens_for(Session, "before_flush")
def _refuse_stray_writes(session: Session, flush: UOWTransaction, instances: object) -> None:
    allowed: tuple[type, ...] = ()
    if "act" in session.info:
        allowed = (Audited, Operational)
    elif session.info.get("operating"):
        allowed = (Operational,)
    if stray := [t for t in _touched(session) if not isinstance(t, allowed)]:
        raise UnauditedWrite(", ".join(sorted({type(thing).__name__ for thing in stray})))
    session.info["flushing"] = True


@event.listens_for(Session, "after_flush")
def _log_changes(session: Session, flush: UOWTransaction) -> None:
    del session.info["flushing"]
    for thing in _touched(session):
        if isinstance(thing, Audited) and thing not in session.deleted:
            _gather_from(session.info["act"], thing, gone=False)


@event.listens_for(Audited, "after_delete", propagate=True)
def _log_what_is_gone(_mapper: object, _connection: Connection, thing: Audited) -> None:
    """Log a row that went, whether it was deleted by name or for having lost its parent."""
    session: Any = object_session(thing)
    _gather_from(session.info["act"], thing, gone=True)


def _counter(model: Any) -> str | None:
    """Return the column that counts a row's changes, if it has one."""
    column = inspect(model).version_id_col
    return None if column is None else str(column.name)


@contextmanager
def telling(session: Session) -> Iterator[tuple[Connection, Tell]]:
    """Let the block write rows by statement, and tell the running action of each: old and new.

    For ``contest.core.rows`` alone, where the values told are those of the statement.
    """
    act: Act | None = session.info.get("act")
    if act is None:
        raise UnauditedWrite("rows told outside any action")

    def tell(model: type[Audited], key: Iterable[object], told: Mapping[str, Told]) -> None:
        names = told.keys() - {_counter(model)}  # which no flush tells either
        changes = {
            name: [_logged(model, name, value, act) for value in told[name]] for name in names
        }
        _gather(act, _name_of(model, key), changes)

    session.info["flushing"] = True
    try:
        yield session.connection(), tell
    finally:
        del session.info["flushing"]


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_writes(execution: ORMExecuteState) -> None:
    writes = execution.is_insert or execution.is_update or execution.is_delete
    mapper = execution.bind_mapper
    if writes and mapper and not issubclass(mapper.class_, Operational):
        raise UnauditedWrite(f"bulk write to {mapper.class_.__name__}")


@event.listens_for(Session, "after_rollback")
def _forget_failed_flush(session: Session) -> None:
    session.info.pop("flushing", None)


@event.listens_for(Session, "after_begin")
def _say_whose(session: Session, begun: SessionTransaction, connection: Connection) -> None:
    """Let a connection know what its session is doing."""
    connection.execution_options(session=session.info)


@cache
def _guarded() -> dict[str, str]:
    """Return what a session must be doing to write to a table, for all that are guarded."""
    audited = (m for m in Model.registry.mappers if issubclass(m.class_, Audited))
    of_the_log = (LedgerEntry, LedgerHead, LedgerSecret)
    return {
        **{mapper.class_.__tablename__: "flushing" for mapper in audited},
        **dict.fromkeys((model.__tablename__ for model in of_the_log), "act"),
    }


@event.listens_for(Engine, "before_cursor_execute")
def _refuse_untraced_statements(
    connection: Connection, _cursor: object, statement: str, *_rest: object
) -> None:
    """Refuse what goes past the flush: statements of the Core, and SQL as text."""
    options = connection.get_execution_options()
    doing = options.get("session", {})
    needed = _guarded()
    for table in tables_written(statement):
        if table in needed and needed[table] not in doing and not options.get(MAINTENANCE):
            raise UnauditedWrite(f"statement that writes to {table}")


@event.listens_for(Audited, "attribute_instrument", propagate=True)
def _remember_old_values(cls: type, key: str, attribute: QueryableAttribute[Any]) -> None:
    """Load a column's old value before it is replaced, so that it can be logged."""
    if hasattr(attribute.property, "columns"):
        event.listen(attribute, "set", lambda *change: None, active_history=True)
