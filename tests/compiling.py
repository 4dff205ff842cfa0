"""What is compiled once for all apps of a process: every test makes an app of its own.

Werkzeug compiles a function for each rule that builds its addresses, which takes nine tenths of
making an app; SQLAlchemy compiles each statement once for an engine, and every app has its own.
Both follow from what was written alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
DIALECTS = SQLiteDialect_pysqlite, PGDialect_psycopg
# For the engine of every app; each kind of database has its own statements in it.
STATEMENTS = {"execution_options": {"compiled_cache": LRUCache(4_000)}}


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let apps share what is compiled of rules and of statements that are written the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", _builders())
        for dialect in DIALECTS:
            # The key of a statement names its dialect: those of a kind are one here.
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)))
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other))
        yield


def _builders() -> Callable[..., Builder]:
    known: dict[tuple[object, ...], Builder] = {}
    compiled = Rule._compile_builder

    def _known(rule: Rule, append_unknown: bool = True) -> Builder:
        key = (*rule._trace, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compiled(rule, append_unknown)
        return known[key]

    return _known
