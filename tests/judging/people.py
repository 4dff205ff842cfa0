"""More judges and entries than the little world has."""

from __future__ import annotations

from contest.core.actions import acting
from contest.core.db import db
from contest.models import (
    Contest,
    Employment,
    Entry,
    JudgeKind,
    JudgeProfile,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from contest.states import EntryState
from judging.models import Recusal, RecusalGround, RecusalOrigin
from tests.world import MONDAY


def add_judge(name: str, body_id: int, kind: JudgeKind = JudgeKind.TECHNICAL) -> User:
    """Add a judge of a body."""
    judge = User(
        username=name,
        name=f"{name} 老师",
        email=f"{name}@example.org",
        role=Role.JUDGE,
        body_id=body_id,
        created_at=MONDAY,
    )
    with acting("test.judge", db.session.get(Contest, 1), by=None):
        db.session.add(judge)
        db.session.flush()
        db.session.add(JudgeProfile(user_id=judge.id, kind=kind))
    return judge


def employ(judge: User, uscc: str, **dates: object) -> None:
    """Let the judge have worked at the organisation of that code."""
    with acting("test.employed", judge, by=None):
        db.session.add(Employment(user_id=judge.id, organisation_name="某公司", uscc=uscc, **dates))


def add_entry(world, number: int) -> Entry:
    """Add an admitted entry of an enterprise of its own, without a slot."""
    contest, challenge = world.contest, world.challenge
    with acting("test.entry", contest, by=None):
        enterprise = Organisation(
            kind=OrganisationKind.ENTERPRISE, name=f"新公司 {number}", uscc=f"NEW{number:015d}"
        )
        db.session.add(enterprise)
        db.session.flush()
        entry = Entry(
            uuid=f"22222222-0000-4000-8000-{number:012d}",
            contest_id=contest.id,
            challenge_id=challenge.id,
            enterprise_id=enterprise.id,
            number=f"N{number}",
            title=f"新方案 {number}",
            created_at=MONDAY,
            submitted_at=MONDAY,
        )
        db.session.add(entry)
        for state in (EntryState.SUBMITTED, EntryState.ADMITTED):
            db.session.flush()
            entry.state = state
    return entry


def recuse(entry: Entry, judge: User, **details: object) -> Recusal:
    """Raise a potential recusal."""
    recusal = Recusal(
        contest_id=entry.contest_id,
        entry_id=entry.id,
        judge_id=judge.id,
        **{
            "origin": RecusalOrigin.FOUND,
            "ground": RecusalGround.EMPLOYED,
            "raised_at": MONDAY,
            **details,
        },
    )
    with acting("test.recusal", entry, by=None):
        db.session.add(recusal)
    return recusal


def recusals(world, **which: object) -> list[Recusal]:
    """Return the recusals of the contest on its roadshow day."""
    query = db.session.query(Recusal).filter_by(contest_id=world.contest.id, **which)
    return query.order_by(Recusal.id).all()
