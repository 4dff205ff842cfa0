"""What is compiled once for all apps of a process: every test makes an app of its own.

Making one, Werkzeug compiles the addresses of all pages; using it, Jinja compiles the templates
and SQLAlchemy the statements: half of the tests' time. All of it follows from what was written.
A server compiles it once, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

DIALECTS = SQLiteDialect_pysqlite, PGDialect_psycopg
# For the engine of every app; each kind of database has its own statements in it.
STATEMENTS = {"execution_options": {"compiled_cache": LRUCache(4_000)}}


class Templates(BytecodeCache):
    """The code of templates, by their name and the sum of their text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


TEMPLATES = Templates()


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let apps share what is compiled of rules and of statements that are written the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", _compiling(Rule.compile))
        for dialect in DIALECTS:
            # The key of a statement names its dialect: those of a kind are one here.
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)))
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other))
        yield


def _compiling(compile_rule: Callable[[Rule], None]) -> Callable[[Rule], None]:
    known: dict[tuple[object, ...], tuple[Any, ...]] = {}

    def _compile(rule: Rule) -> None:
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults))
        if key not in known:
            compile_rule(rule)
            builds = rule._build.__func__, rule._build_unknown.__func__
            known[key] = (rule.arguments, rule._parts, rule._trace, rule._converters, *builds)
        arguments, rule._parts, rule._trace, rule._converters, *builds = known[key]
        rule.arguments = set(arguments)
        rule._build, rule._build_unknown = (build.__get__(rule) for build in builds)

    return _compile
