"""Contests on the desks of organizers and supervisors, with what happens in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select, true, union_all

from contest.core.db import db
from contest.models import Challenge, Contest, Entry, Organisation, User
from contest.states import ChallengeState, EntryState


@dataclass(frozen=True, slots=True)
class Turnout:
    """A published challenge with its entries that still stand, and whether they are too few.

    ``is_kept``: the organizer decided to judge them all the same.
    """

    id: int
    number: str
    title: str
    issuer: str
    standing: int
    is_kept: bool
    is_scarce: bool


def of_body(user: User) -> Select[Contest]:
    """Return the contests of the visitor's body, newest first; rehearsals are none."""
    query = select(Contest).where(
        Contest.body_id == user.body_id, Contest.rehearsal_of_id.is_(None)
    )
    return query.order_by(Contest.entries_open_at.desc(), Contest.id.desc())


def challenge_counts(contest_ids: Sequence[int]) -> Mapping[int, Mapping[ChallengeState, int]]:
    """Return, by contest, how many challenges are in each state; drafts are their issuers'."""
    query = (
        select(Challenge.contest_id, Challenge.state, func.count())
        .where(Challenge.contest_id.in_(contest_ids), Challenge.state != ChallengeState.DRAFT)
        .group_by(Challenge.contest_id, Challenge.state)
    )
    found: dict[int, dict[ChallengeState, int]] = {number: {} for number in contest_ids}
    for number, state, count in db.session.execute(query):
        found[number][state] = count
    return found


def entry_counts(contest_ids: Sequence[int]) -> Mapping[int, Mapping[EntryState, int]]:
    """Return, by contest, how many entries are in each state."""
    query = (
        select(Entry.contest_id, Entry.state, func.count())
        .where(Entry.contest_id.in_(contest_ids))
        .group_by(Entry.contest_id, Entry.state)
    )
    found: dict[int, dict[EntryState, int]] = {number: {} for number in contest_ids}
    for number, state, count in db.session.execute(query):
        found[number][state] = count
    return found


def state_counts(contest_id: int) -> tuple[Counter[ChallengeState], Counter[EntryState]]:
    """Return how many challenges (but drafts) and entries of a contest are in each state."""
    handed_in = Challenge.state != ChallengeState.DRAFT
    challenges = _by_state(Challenge, contest_id, handed_in)
    entries = _by_state(Entry, contest_id, true())
    found: dict[str, Counter[str]] = {"challenge": Counter(), "entry": Counter()}
    for kind, state, count in db.session.execute(union_all(challenges, entries)):
        found[kind][state] = count
    return (
        Counter({ChallengeState(state): n for state, n in found["challenge"].items()}),
        Counter({EntryState(state): n for state, n in found["entry"].items()}),
    )


def _by_state(model: Any, contest_id: int, condition: ColumnElement[bool]) -> Select[Any]:
    kind, state = literal(model.__tablename__), cast(model.state, String)
    query = select(kind, state, func.count()).where(model.contest_id == contest_id, condition)
    return query.group_by(model.state)


def turnout(contest: Contest) -> Sequence[Turnout]:
    """Return the published challenges of a contest, those with the fewest entries first."""
    standing = func.count(Entry.id)
    query = (
        select(
            *(Challenge.id, Challenge.number, Challenge.title, Organisation.name, standing),
            Challenge.kept_at.is_not(None),
        )
        .join(Organisation, Organisation.id == Challenge.issuer_id)
        .outerjoin(
            Entry,
            (Entry.challenge_id == Challenge.id)
            & Entry.state.in_([EntryState.SUBMITTED, EntryState.ADMITTED]),
        )
        .where(Challenge.contest_id == contest.id, Challenge.state == ChallengeState.PUBLISHED)
        .group_by(Challenge.id, Organisation.name)
        .order_by(standing, Challenge.number, Challenge.id)
    )
    return [
        Turnout(*row, is_scarce=row[4] < contest.fewest_entries)
        for row in db.session.execute(query)
    ]
