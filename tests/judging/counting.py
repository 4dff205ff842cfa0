"""Ballots of the little world, in one line each, for the tests of standings."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

from sqlalchemy import select

from contest.core.actions import acting
from contest.core.db import db
from contest.models import (
    Challenge,
    Contest,
    Entry,
    JudgeKind,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from contest.states import EntryState
from judging.models import Ballot, Mark, Seat, Slot
from judging.recording import publicise
from judging.states import BallotState

KEYS = ("understanding", "solution", "cost")


def mark(world, entry, judge, marks: str, *, state=BallotState.SUBMITTED) -> int:
    """Give a judge's marks, e.g. "18 30 35" with "-" for not marked; return the ballot's number."""
    criteria = {line.key: line.id for line in world.rule_sheet.criteria}
    with acting("test.marked", entry, by=None):
        ballot = _ballot(world, entry, judge)
        given = zip(KEYS, marks.split(), strict=True)
        ballot.marks = [
            Mark(criterion_id=criteria[key], points=Decimal(mark))
            for key, mark in given
            if mark != "-"
        ]
        if state is not BallotState.DRAFT and ballot.state is BallotState.DRAFT:
            ballot.submitted_at = world.contest.roadshow_from
            ballot.state = BallotState.SUBMITTED
            db.session.flush()
        if state is BallotState.VOID:
            ballot.state = state
        return ballot.id


def _ballot(world, entry, judge) -> Ballot:
    own = (Ballot.entry_id == entry.id, Ballot.judge_id == judge.id)
    if found := db.session.scalar(select(Ballot).where(*own)):
        return found
    ballot = Ballot(
        uuid=str(uuid4()),
        contest_id=entry.contest_id,
        entry_id=entry.id,
        judge_id=judge.id,
        rule_sheet_id=world.rule_sheet.id,
    )
    db.session.add(ballot)
    db.session.flush()
    return ballot


def mark_all(world) -> None:
    """Let both judges mark both entries: ``entry`` 87 points, ``rival_entry`` 66.5."""
    mark(world, world.entry, world.judge, "18 35 34")
    mark(world, world.entry, world.other_judge, "17 36 34")
    mark(world, world.rival_entry, world.judge, "12 25 30")
    mark(world, world.rival_entry, world.other_judge, "13 25 28")


def add_judge(world, name: str, kind=JudgeKind.TECHNICAL) -> User:
    """Seat one more judge on the panel."""
    with acting("test.seated", world.contest, by=None):
        judge = User(
            username=name,
            name=f"{name} 先生",
            email=f"{name}@example.org",
            role=Role.JUDGE,
            body_id=world.body.id,
            created_at=world.contest.entries_open_at,
        )
        db.session.add(judge)
        db.session.flush()
        contest, panel = world.contest.id, world.panel.id
        db.session.add(
            Seat(contest_id=contest, panel_id=panel, judge_id=judge.id, kind=kind, position=9)
        )
    return judge


def add_challenge(world, name: str) -> Challenge:
    """Publish one more challenge, which is judged however few enter it."""
    with acting("test.challenged", world.contest, by=None):
        challenge = Challenge(
            contest_id=world.contest.id,
            issuer_id=world.challenge.issuer_id,
            number=f"2026-{name}",
            title=f"{name} 榜单",
            kept_at=world.contest.entries_close_at,
        )
        db.session.add(challenge)
    return challenge


def _enterprise(name: str) -> Organisation:
    enterprise = Organisation(
        kind=OrganisationKind.ENTERPRISE, name=f"{name} 有限公司", uscc=f"TEST{name}"
    )
    db.session.add(enterprise)
    db.session.flush()
    return enterprise


def add_entry(world, name: str, *, challenge=None, enterprise=None) -> Entry:
    """Admit one more entry and give it a slot."""
    challenge = challenge or world.challenge
    with acting("test.entered", world.contest, by=None):
        enterprise = enterprise or _enterprise(name)
        entry = Entry(
            uuid=str(uuid4()),
            contest_id=world.contest.id,
            challenge_id=challenge.id,
            enterprise_id=enterprise.id,
            number=f"2026-{name}",
            title=f"{name} 的方案",
            created_at=world.contest.entries_open_at,
            submitted_at=world.contest.entries_open_at,
        )
        db.session.add(entry)
        for state in (EntryState.SUBMITTED, EntryState.ADMITTED):
            db.session.flush()
            entry.state = state
        contest, session = world.contest.id, world.session.id
        db.session.add(Slot(contest_id=contest, session_id=session, entry_id=entry.id, position=9))
    return entry


def end(entry: Entry, state: EntryState) -> None:
    """Bring an admitted entry to one of its ends."""
    with acting("test.ended", entry, by=None):
        entry.state = state


def rule(world, **settings) -> None:
    """Change the sealed rule sheet behind everybody's back."""
    with acting("test.ruled", world.rule_sheet, by=None):
        for name, value in settings.items():
            setattr(world.rule_sheet, name, value)


def set_contest(contest: Contest, **settings) -> None:
    """Change settings of a contest."""
    with acting("test.set", contest, by=None):
        for name, value in settings.items():
            setattr(contest, name, value)


def make_known(edition) -> None:
    """Let enterprises learn of a published edition, as a notice of awards does."""
    with acting("test.publicised", edition, by=None):
        publicise(edition)
