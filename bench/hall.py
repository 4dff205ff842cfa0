"""The machines of a roadshow's hall, which ask every few seconds whether anything is new."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench.measuring import Figure, milliseconds
from bench.sessions import cookie_of
from bench.shapes import Size
from bench.world import FIRST_JUDGE, ORGANIZER, world
from contest.core.db import db
from contest.models import User
from judging.actions.attending import make_screen_key
from judging.models import Session

SESSION = 1
POLLS = 50
# Of one core, for all of the hall together, while nothing changes.
AIM = 0.25


@dataclass(frozen=True, slots=True)
class Machines:
    """So many machines of a kind, each asking once in so many seconds."""

    name: str
    number: int
    seconds: float
    path: str
    headers: dict[str, str]

    def load(self, took: float) -> float:
        """Return how much of a core they keep busy where an answer takes so many milliseconds."""
        return self.number / self.seconds * took / 1000


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Measure an answer that nothing is new, for each kind of machine, and the hall's share."""
    with world(size.hall, folder / "polled") as app:
        kinds = _machines(app)
        client = app.test_client(use_cookies=False)
        times = {kind.name: _times(client, kind, size.rounds) for kind in kinds}
        for kind in kinds:
            yield Figure(f"polls: nothing new, {kind.name}", "ms", times[kind.name])
        shares = tuple(
            sum(kind.load(times[kind.name][turn]) for kind in kinds) for turn in range(size.rounds)
        )
        machines = sum(kind.number for kind in kinds)
        yield Figure(f"polls: cores busy, {machines} machines", "", shares, aim=AIM)


def _machines(app: Flask) -> list[Machines]:
    organizer = db.session.get_one(User, ORGANIZER)
    session = db.session.get_one(Session, SESSION)
    key = make_screen_key(session, by=organizer, name="bench").token
    judge, staff = ({"Cookie": cookie_of(app, number)} for number in (FIRST_JUDGE, ORGANIZER))
    return [
        Machines("tablet", 20, 5, "/api/v1/day", judge),
        Machines("console", 3, 2, f"/sessions/{SESSION}/console/state", staff),
        Machines("screen", 3, 1.5, f"/screen/{key}/state", {}),
        Machines("phone", 200, 5, f"/board/{SESSION}/state", {}),
    ]


def _times(client: FlaskClient, kind: Machines, rounds: int) -> tuple[float, ...]:
    """Return the milliseconds of one answer, for every round."""
    tag = Context().run(client.get, kind.path, headers=kind.headers).headers["ETag"]
    headers = {**kind.headers, "If-None-Match": tag}
    return tuple(
        milliseconds(lambda: _poll(client, kind.path, headers)) / POLLS for _ in range(rounds)
    )


def _poll(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    """Ask so many times; a console's answer is a new one every ten seconds, so once it may be."""
    news = 0
    for _ in range(POLLS):
        answer = Context().run(client.get, path, headers=headers)
        if answer.status_code == 304:
            continue
        news += 1
        if answer.status_code != 200 or news > 1:
            raise RuntimeError(f"{path}: {answer.status}")
        headers["If-None-Match"] = answer.headers["ETag"]
