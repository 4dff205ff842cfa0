"""A fresh app, on its own copy of the little world, for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlalchemy import event

from config import Config
from contest import passwords, signing_in
from contest.core import clock
from contest.core.db import db
from contest.models import User
from tests import databases
from tests.compiling import STATEMENTS, TEMPLATES, compiled_once
from tests.demo import demo_app, drawn_papers, loaded_demo  # noqa: F401 -- fixtures for all
from tests.kept import CONTENT
from tests.world import MONDAY, World, build_world
from wsgi import create_app

KINDS = ("sqlite", "postgresql")


class Visitor(FlaskClient):
    """A client whose requests share nothing with the test but the database."""

    def open(self, *args, **kwargs):
        db.session.rollback()
        response = Context().run(super().open, *args, **kwargs)
        db.session.rollback()
        # Werkzeug's client takes any text as a header; a real server refuses the whole answer.
        assert all(value.isascii() for value in response.headers.values())
        return response


def make_app(url: str, data: Path, **settings) -> Flask:
    config = Config(
        SECRET_KEY="test",
        RECEIPT_KEY="7e" * 32,
        SEAL_KEY="5e" * 32,
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS=STATEMENTS,
        DATA_DIR=data,
        TESTING=True,
        **settings,
    )
    app = create_app(config)
    app.test_client_class = Visitor
    app.jinja_env.bytecode_cache = TEMPLATES
    return app


def close(app: Flask) -> None:
    """Let go of the app's thread and connections, so that its database can be taken away."""
    app.extensions["post"].shutdown()
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


def _fill(url: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "system", lambda: MONDAY)
        with databases.folder() as data, make_app(url, data).app_context():
            databases.migrate()
            build_world()
            close(current_app)


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    with databases.sqlite_template(_fill) as path:
        yield path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with databases.postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    with databases.postgres_template(postgres_server, _fill) as name:
        yield name


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever touches the database on both kinds, unless marked for SQLite alone."""
    if "database" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("sqlite_only")
        metafunc.parametrize("database", KINDS[:1] if alone else KINDS, indirect=True)


@pytest.fixture
def database(request) -> Iterator[str]:
    """Return the address of this test's own database."""
    if request.param == "sqlite":
        with databases.sqlite_copy(request.getfixturevalue("sqlite_template")) as url:
            yield url
    else:
        template = request.getfixturevalue("postgres_template")
        server = request.getfixturevalue("postgres_server")
        with databases.postgres_copy(server, template) as url:
            yield url


class Clock:
    """The time that tests set."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time(monkeypatch) -> Clock:
    """Stand still at Monday, 2026-03-02 09:00 UTC, until ``time.now`` is set."""
    fake = Clock()
    monkeypatch.setattr(clock, "system", fake)
    return fake


@pytest.fixture
def app(database: str, time: Clock, tmp_path: Path) -> Iterator[Flask]:
    app = make_app(database, tmp_path, WTF_CSRF_ENABLED=False)
    with app.app_context():
        app.extensions["storage"].put_bytes(CONTENT)
        yield app
        close(app)


@pytest.fixture
def world(app: Flask) -> World:
    return World()


@pytest.fixture
def hasty(monkeypatch) -> None:
    """Hash passwords by the same algorithm with the least work: many people sign in here."""
    least = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", least)


@pytest.fixture
def visit(app: Flask) -> Callable[..., FlaskClient]:
    """Return a client signed in as someone, or as nobody."""

    def _visit(user: User | None = None) -> FlaskClient:
        client = app.test_client()
        if user is not None:
            token = signing_in.open_sign_in(
                user, address="127.0.0.1", agent="test", second_factor=True
            )
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = token, True
        return client

    return _visit


@pytest.fixture
def queries(app: Flask):
    """Gather the SQL statements made in a ``with`` block."""

    @contextmanager
    def _gather() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(conn, cursor, statement, *rest) -> None:
            if not statement.startswith("BEGIN"):
                seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return _gather
