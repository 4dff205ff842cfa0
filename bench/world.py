"""A database of any size, migrated and filled in bulk: what a contest looks like on its day."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import Connection, insert, text

from bench.shapes import Shape
from config import Config
from contest.core import clock
from contest.core.db import db
from contest.models import (
    Body,
    Challenge,
    Contest,
    Entry,
    JudgeKind,
    Organisation,
    OrganisationKind,
    RankingScope,
    Role,
    User,
)
from contest.states import ChallengeState, ContestState, EntryState
from judging.models import Ballot, Criterion, Panel, Pledge, RuleSheet, Seat, Session, Slot
from judging.states import BallotState, RuleSheetState
from wsgi import create_app

SECRET = "of a benchmark"  # noqa: S105 -- its server listens for the benchmark alone, for minutes
DATABASE = "jiebang.sqlite3"
CONTEST = ORGANIZER = 1
FIRST_JUDGE = 101
PER_CHALLENGE = 25
DAY = timedelta(days=1)


@contextmanager
def world(shape: Shape, folder: Path) -> Iterator[Flask]:
    """Make a contest of that shape in a database in ``folder``, and push its app's context."""
    folder.mkdir(parents=True)
    app = create_app(Config.from_env({"DATA_DIR": str(folder), "SECRET_KEY": SECRET}))
    with app.app_context():
        flask_migrate.upgrade()
        with db.engine.execution_options(writes=True, maintenance=True).begin() as connection:
            _fill(connection, shape)
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def uuid_of(entry: int, judge: int) -> str:
    """Return the UUID of a judge's ballot for an entry, both by number from 1."""
    return f"{entry:08x}-0000-4000-8000-{judge:012x}"


def _fill(connection: Connection, shape: Shape) -> None:
    now = clock.now()
    challenges = range(1, -(-shape.entries // PER_CHALLENGE) + 1)
    judges, entries = range(1, shape.judges + 1), range(1, shape.entries + 1)
    for model, rows in (
        (Body, [{"id": 1, "name": "甲市科技局", "region": "甲市"}]),
        (Organisation, map(_organisation, (0, *entries))),
        (User, [_user(ORGANIZER, Role.ORGANIZER), *map(_judge, judges)]),
        (Contest, [_contest(now)]),
        (Challenge, map(_challenge, challenges)),
        (Entry, (_entry(number, now) for number in entries)),
        (RuleSheet, [_rule_sheet(now)]),
        (Criterion, (_criterion(n, shape.criteria) for n in range(1, shape.criteria + 1))),
        (Panel, [{"id": 1, "contest_id": CONTEST, "name": "第一评审组"}]),
        (Seat, map(_seat, judges)),
        (Pledge, (_pledge(number, now) for number in judges)),
        (Session, [_session(now)]),
        (Slot, map(_slot, entries)),
    ):
        _insert(connection, model, rows)
    if shape.marked:
        _mark(connection, shape)


def _insert(connection: Connection, model: type, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(insert(model.__table__), list(rows))  # type: ignore[attr-defined]


def _mark(connection: Connection, shape: Shape) -> None:
    """Let every judge submit a whole ballot for every entry; the same marks in every run."""
    chance, now = random.Random(20260302), clock.now()  # noqa: S311 -- marks, not secrets
    pairs = list(product(range(1, shape.entries + 1), range(1, shape.judges + 1)))
    _insert(
        connection, Ballot, (_ballot(n, pair, submitted_at=now) for n, pair in enumerate(pairs, 1))
    )
    top = 10_000 // shape.criteria
    marks = [
        {"ballot": ballot, "criterion": criterion, "points": chance.randrange(0, top + 1, 50)}
        for ballot in range(1, len(pairs) + 1)
        for criterion in range(1, shape.criteria + 1)
    ]
    statement = "INSERT INTO mark (ballot_id, criterion_id, points) VALUES "
    connection.execute(text(f"{statement} (:ballot, :criterion, :points)"), marks)


def _organisation(number: int) -> dict[str, Any]:
    kind = OrganisationKind.ENTERPRISE if number else OrganisationKind.ISSUER
    name = f"甬江第{number}智能科技有限公司"
    return {"id": number + 1, "kind": kind, "name": name, "uscc": f"91330200{number:010d}"}


def _user(number: int, role: Role) -> dict[str, Any]:
    names = {"username": f"user{number}", "name": f"评委 {number}"}
    ties = {"body_id": 1, "totp_confirmed": True, "created_at": clock.now()}
    return {"id": number, "role": role, "email": f"{number}@example.org", **names, **ties}


def _judge(number: int) -> dict[str, Any]:
    return _user(FIRST_JUDGE + number - 1, Role.JUDGE)


def _contest(now: Any) -> dict[str, Any]:
    return {
        "id": CONTEST,
        "body_id": 1,
        "name": "2026 年度场景大赛",
        "year": now.year,
        "state": ContestState.ANNOUNCED,
        "version": 1,
        "entries_open_at": now - 30 * DAY,
        "entries_close_at": now - 10 * DAY,
        "screening_until": now - 5 * DAY,
        "roadshow_from": now - DAY,
        "roadshow_until": now + DAY,
        "budget_fen": 10**12,
        "ranking_scope": RankingScope.CONTEST,
    }


def _challenge(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "contest_id": CONTEST,
        "issuer_id": 1,
        "number": f"2026-{number:03d}",
        "title": f"第 {number} 号隧道渗漏水智能巡检",
        "state": ChallengeState.PUBLISHED,
        "version": 1,
    }


def _entry(number: int, now: Any) -> dict[str, Any]:
    return {
        "id": number,
        "uuid": uuid_of(number, 0),
        "contest_id": CONTEST,
        "challenge_id": -(-number // PER_CHALLENGE),
        "enterprise_id": number + 1,
        "number": f"2026-{number:05d}",
        "title": f"基于视觉与声学的隧道巡检方案 {number}",
        "state": EntryState.ADMITTED,
        "created_at": now - 20 * DAY,
        "submitted_at": now - 15 * DAY,
        "version": 1,
    }


def _rule_sheet(now: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "contest_id": CONTEST,
        "number": 1,
        "state": RuleSheetState.SEALED,
        "version": 1,
        "technical_weight": Decimal(60),
        "commercial_weight": Decimal(40),
        "ties": ["dimension:technical", "share"],
        "digest": "0" * 64,
        "sealed_at": now,
    }


def _criterion(number: int, of: int) -> dict[str, Any]:
    technical = number <= of * 6 // 10
    share = Decimal(100) / of
    return {
        "id": number,
        "rule_sheet_id": 1,
        "position": number,
        "key": f"c{number}",
        "dimension": JudgeKind.TECHNICAL if technical else JudgeKind.COMMERCIAL,
        "name": f"评分项 {number}",
        "top": share,
        "step": Decimal("0.5"),
        "weight": share,
    }


def _seat(number: int) -> dict[str, Any]:
    kind = JudgeKind.TECHNICAL if number % 2 else JudgeKind.COMMERCIAL
    judge = FIRST_JUDGE + number - 1
    return {
        "contest_id": CONTEST,
        "panel_id": 1,
        "judge_id": judge,
        "kind": kind,
        "position": number,
    }


def _pledge(number: int, now: Any) -> dict[str, Any]:
    judge, times = FIRST_JUDGE + number - 1, {"signed_at": now, "declared_at": now}
    return {"contest_id": CONTEST, "judge_id": judge, "text_digest": "0" * 64, **times}


def _session(now: Any) -> dict[str, Any]:
    names = {"name": "交通专场", "room": "二号厅"}
    return {"id": 1, "contest_id": CONTEST, "panel_id": 1, "number": 1, "starts_at": now, **names}


def _slot(number: int) -> dict[str, Any]:
    return {"contest_id": CONTEST, "session_id": 1, "entry_id": number, "position": number}


def _ballot(number: int, pair: tuple[int, int], *, submitted_at: Any) -> dict[str, Any]:
    entry, judge = pair
    return {
        "id": number,
        "uuid": uuid_of(entry, judge),
        "contest_id": CONTEST,
        "entry_id": entry,
        "judge_id": FIRST_JUDGE + judge - 1,
        "rule_sheet_id": 1,
        "state": BallotState.SUBMITTED,
        "version": 2,
        "saved_at": submitted_at,
        "submitted_at": submitted_at,
    }
