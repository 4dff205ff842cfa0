"""The demo, loaded once for all the tests that visit it; each test gets its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, current_app

from awards.demo.loading import load
from awards.demo.papers import Papers, drawing
from awards.demo.story import Cast
from awards.documents.fonts import font_files
from contest.core import clock
from tests import databases

# A Sunday afternoon in Shanghai: the morning's session is over, the second is under way.
NOW = datetime(2026, 11, 22, 8, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Demo:
    """A loaded demo: its folder with files and database, and who is who in it."""

    place: Path
    cast: Cast

    @property
    def url(self) -> str:
        return f"sqlite:///{self.place / 'demo.sqlite3'}"

    def copy(self, to: Path) -> str:
        """Copy the database and return the copy's address; the files are shared."""
        for file in self.place.glob("demo.sqlite3*"):
            shutil.copy(file, to)
        return f"sqlite:///{to / 'demo.sqlite3'}"


@pytest.fixture(scope="session")
def drawn_papers() -> Iterator[Papers]:
    """Draw all the papers once."""
    with drawing(font_files()[0]) as drawn:
        yield drawn


@pytest.fixture(scope="session")
def loaded_demo(drawn_papers: Papers) -> Iterator[Demo]:
    """Load the demo on SQLite."""
    with databases.folder() as place:
        cast = load_into(f"sqlite:///{place / 'demo.sqlite3'}", place, drawn_papers)
        yield Demo(place, cast)


@pytest.fixture
def demo_app(loaded_demo: Demo, monkeypatch, tmp_path: Path) -> Iterator[Flask]:
    """Return an app on a copy of the demo's database, at the moment it was loaded."""
    from tests.conftest import close, make_app  # noqa: PLC0415 -- it imports these fixtures

    monkeypatch.setattr(clock, "system", lambda: NOW)
    # What this copy's heads are witnessed by is not what another's are.
    witness = str(tmp_path / "heads.jsonl")
    app = make_app(loaded_demo.copy(tmp_path), loaded_demo.place, HEADS_FILE=witness)
    with app.app_context():
        yield app
        close(app)


def load_into(url: str, data: Path, papers: Papers) -> Cast:
    """Load the demo into an empty database."""
    from tests.conftest import close, make_app  # noqa: PLC0415 -- it imports these fixtures

    with pytest.MonkeyPatch.context() as patch, make_app(url, data).app_context():
        patch.setattr(clock, "system", lambda: NOW)
        databases.migrate()
        cast = load(papers)
        close(current_app)
    return cast
