"""A new installation for each journey: migrated, nobody in it, and in order at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from awards.invariants import check_invariants
from contest.core.db import db
from tests import databases
from tests.conftest import KINDS, Clock, close, make_app


@pytest.fixture(params=KINDS)
def nowhere(request, time: Clock, hasty: None, tmp_path: Path) -> Iterator[Flask]:
    """Return an app on an empty database, with forgery protection as in the product."""
    if request.param == "sqlite":
        yield from _migrated(f"sqlite:///{tmp_path / 'journey.sqlite3'}", tmp_path)
    else:
        server = request.getfixturevalue("postgres_server")
        with databases.empty_database(server, "journey") as url:
            yield from _migrated(url, tmp_path)


def _migrated(url: str, data: Path) -> Iterator[Flask]:
    app = make_app(url, data)
    with app.app_context():
        databases.migrate()
        yield app
        db.session.rollback()
        try:
            assert [finding for finding in check_invariants() if not finding.holds] == []
        finally:
            close(app)
