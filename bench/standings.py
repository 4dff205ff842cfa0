"""The standings of whole contests: computed, their first page, and all of them in one file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench.bare_standings import create_app as bare_app
from bench.measuring import Figure, compare, milliseconds
from bench.sessions import cookie_of
from bench.shapes import Shape, Size
from bench.world import CONTEST, DATABASE, ORGANIZER, world
from contest.core.db import db
from contest.models import Contest, User
from judging.actions.editions import compute_edition, publish_edition

AIM = 1.5
COMPUTED = 2  # editions: one more than is published
PAGES = (
    ("first page", f"/contests/{CONTEST}/standings", "/page"),
    ("all, as csv", f"/contests/{CONTEST}/standings/sheet.csv", "/all"),
)


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Measure each contest; both sides answer whole requests within this process."""
    for number, shape in enumerate(size.contests):
        place = folder / f"standings-{number}"
        with world(shape, place) as app:
            yield _computed(shape)
            os.environ["BARE_DATABASE"] = str(place / DATABASE)
            yield from _pages(app, shape, size.rounds)


def _computed(shape: Shape) -> Figure:
    times = tuple(milliseconds(_compute) for _ in range(COMPUTED))
    _publish()
    return Figure(f"standings of {shape} marks, computed", "ms", times)


def _compute() -> None:
    contest, organizer = _people()
    compute_edition(contest, by=organizer, reason="无")
    db.session.remove()


def _publish() -> None:
    contest, organizer = _people()
    edition = compute_edition(contest, by=organizer, reason="无")
    publish_edition(edition, by=organizer)
    db.session.remove()


def _people() -> tuple[Contest, User]:
    return db.session.get_one(Contest, CONTEST), db.session.get_one(User, ORGANIZER)


def _pages(app: Flask, shape: Shape, rounds: int) -> Iterator[Figure]:
    headers = {"Cookie": cookie_of(app, ORGANIZER)}
    ours, bare = app.test_client(use_cookies=False), bare_app().test_client()
    for name, path, bare_path in PAGES:
        times = compare(
            lambda path=path: _get(ours, path, headers),
            lambda path=bare_path: _get(bare, path, {}),
            rounds=rounds,
        )
        yield Figure(f"standings of {shape.entries:,}, {name}", "ms", aim=AIM, **times)


def _get(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    answer = Context().run(client.get, path, headers=headers)  # nothing kept from the one before
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")
