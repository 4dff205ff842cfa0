"""One ballot saved: by one judge, by all judges at once, beside a bare view."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from contextvars import Context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench.measuring import Figure
from bench.serving import served
from bench.shapes import Size
from bench.tablets import Sheets, signed_in
from bench.world import DATABASE, SECRET, world
from contest.core.db import db

AIM = 0.7
MOST_STATEMENTS = 10
Saves = Callable[[int, int], list[list[Any]]]


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Measure the saves; each round asks the product and the bare view for the same."""
    with world(size.hall, folder / "hall") as app, ExitStack() as servers:
        ports = [servers.enter_context(server) for server in _servers(folder)]
        headers = [signed_in(app, ports[0], judge=n) for n in range(1, size.judges + 1)]
        sheets, every = Sheets(size.hall), range(1, size.judges + 1)
        for name, saves, judges, count in (
            ("new sheets, 1 judge", sheets.new, every[:1], size.alone),
            (f"new sheets, {size.judges} judges", sheets.new, every, size.together),
            ("edits, 1 judge", sheets.edits, every[:1], size.alone),
            (f"edits, {size.judges} judges", sheets.edits, every, size.together),
        ):
            kept = []
            for _ in range(size.rounds + 1):
                parts = parts_of(saves, judges, count // len(judges), headers)
                kept.append([sent_to(port, parts) for port in ports])
            yield from _figures(f"ballots: {name}", kept[1:])
        yield _statements(app, headers[0], sheets)


def _servers(folder: Path) -> list[Any]:
    """Return the product's server, and the bare view's on a copy of the same database."""
    copy_database(folder / "hall" / DATABASE, folder / "bare.sqlite3")
    product = {"DATA_DIR": str(folder / "hall"), "SECRET_KEY": SECRET}
    bare = {"BARE_DATABASE": str(folder / "bare.sqlite3")}
    return [
        served("wsgi:create_app()", product, log=folder / "product.log"),
        served("bench.bare_ballots:create_app()", bare, log=folder / "bare.log"),
    ]


def copy_database(database: Path, copy: Path) -> None:
    with closing(sqlite3.connect(database)) as ours, closing(sqlite3.connect(copy)) as theirs:
        ours.backup(theirs)


def parts_of(
    saves: Saves, judges: range, count: int, headers: list[dict[str, str]]
) -> list[dict[str, Any]]:
    return [{"headers": headers[n - 1], "saves": saves(n, count)} for n in judges]


def sent_to(port: int, judges: list[dict[str, Any]]) -> dict[str, Any]:
    plan = json.dumps({"port": port, "judges": judges})
    command = [sys.executable, "-m", "bench.judges"]
    done = subprocess.run(  # noqa: S603 -- our own module
        command, input=plan, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def _figures(name: str, rounds: list[list[dict[str, Any]]]) -> Iterator[Figure]:
    ours, floor = zip(*rounds, strict=True)
    yield Figure(name, "saves/s", rates(ours), rates(floor), aim=AIM, more_is_better=True)
    for share in (50, 95):
        yield Figure(
            f"{name}, p{share}", "ms", _percentiles(ours, share), _percentiles(floor, share)
        )


def rates(rounds: tuple[dict[str, Any], ...]) -> tuple[float, ...]:
    return tuple(len(made["took"]) / made["seconds"] for made in rounds)


def _percentiles(rounds: tuple[dict[str, Any], ...], share: int) -> tuple[float, ...]:
    if share == 50:
        return tuple(median(made["took"]) for made in rounds)
    return tuple(quantiles(made["took"], n=100)[share - 1] for made in rounds)


def _statements(app: Flask, headers: dict[str, str], sheets: Sheets) -> Figure:
    """Count the statements of one save, in this process."""
    made: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            made.append(statement)

    path, body = sheets.edits(1, 1)[0]
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        client = app.test_client(use_cookies=False)
        answer = Context().run(client.put, path, json=body, headers=headers)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise RuntimeError(f"the save was not kept: {answer.status}")
    return Figure("ballots: statements of a save", "", (len(made),), aim=MOST_STATEMENTS)
