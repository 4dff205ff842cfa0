"""The archive of a contest of many awards: its time, and its memory beside one of a tenth as many.

Each is made by the command, in a process of its own, whose most memory the system tells.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from awards.models import Award, Plan, Prize
from awards.states import AwardState, PlanState
from bench.aftermath import add_aftermath
from bench.measuring import Figure
from bench.shapes import Shape, Size
from bench.world import CONTEST, ORGANIZER, SECRET, world
from contest.core import clock
from contest.core.db import db
from contest.models import Contest, User
from judging.actions.editions import compute_edition, publish_edition

AIM = 1.3  # of the memory that a tenth as many awards take
JUDGES, FEN = 5, 10_000_000
# Runs the command, then says how many seconds and how many megabytes at most it took.
TOLD = """
import resource, sys, time
from wsgi import create_app
began, app = time.monotonic(), create_app()
done = app.test_cli_runner().invoke(args=["awards", "archive", "1", "-o", sys.argv[1]])
assert done.exit_code == 0, done.output
print(time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Measure the archive of that many awards, and one of a tenth as many."""
    many, few = size.archived, max(1, size.archived // 10)
    seconds, memory = _archive(many, folder / "archive-many")
    _, less = _archive(few, folder / "archive-few")
    yield Figure(f"archive of {many:,} awards", "s", (seconds,))
    yield Figure(
        f"archive of {many:,} awards: memory", "MB", (memory,), (less,), aim=AIM, note=f"{few:,}"
    )


def _archive(awards: int, folder: Path) -> tuple[float, float]:
    """Return the seconds and the megabytes that the archive of so many awards takes."""
    with world(Shape(awards, JUDGES, 2), folder):
        _give()
    env = os.environ | {"DATA_DIR": str(folder), "SECRET_KEY": SECRET}
    command = [sys.executable, "-c", TOLD, str(folder / "archive.zip")]
    done = subprocess.run(  # noqa: S603 -- our own interpreter and command, no shell
        command, env=env, capture_output=True, text=True, check=True
    )
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def _give() -> None:
    """Publish the standings, give every entry the same prize, and all that follows it."""
    contest, organizer = db.session.get_one(Contest, CONTEST), db.session.get_one(User, ORGANIZER)
    edition = compute_edition(contest, by=organizer, reason="无")
    publish_edition(edition, by=organizer)
    number = edition.id
    db.session.remove()
    with db.engine.execution_options(writes=True, maintenance=True).begin() as connection:
        connection.execute(insert(Prize), [_prize()])
        connection.execute(insert(Plan), [_plan(number)])
        entries = connection.exec_driver_sql("SELECT id, enterprise_id FROM entry ORDER BY id")
        given = [_award(entry, enterprise) for entry, enterprise in entries]
        connection.execute(insert(Award), given)
        add_aftermath(connection, len(given), FEN)


def _prize() -> dict[str, Any]:
    return {"id": 1, "contest_id": CONTEST, "position": 1, "name": "一等奖", "seats": 10_000} | {
        "amount_fen": FEN
    }


def _plan(edition: int) -> dict[str, Any]:
    return {
        "id": 1,
        "contest_id": CONTEST,
        "edition_id": edition,
        "state": PlanState.APPROVED,
        "digest": "0" * 64,
        "note": "",
        "proposed_by_id": ORGANIZER,
        "proposed_at": clock.now(),
        "return_reason": "",
    }


def _award(entry: int, enterprise: int) -> dict[str, Any]:
    return {
        "contest_id": CONTEST,
        "entry_id": entry,
        "enterprise_id": enterprise,
        "prize_id": 1,
        "plan_id": 1,
        "place": entry,
        "amount_fen": FEN,
        "state": AwardState.APPROVED,
        "approved_at": clock.now(),
    }
