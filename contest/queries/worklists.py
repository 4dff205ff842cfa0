"""What waits for people, counted where many of a kind would hide the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import contains_eager

from contest.core.db import db
from contest.models import Challenge, Contest, Entry, Question, User
from contest.states import ChallengeState, ContestState, EntryState


@dataclass(frozen=True, slots=True)
class Gathering:
    """A contest under way with how many challenges it has, and how many wait for approval."""

    id: int
    name: str
    state: ContestState
    entries_open_at: datetime
    challenges: int
    waiting: int
    approved: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A challenge with questions that wait, since when, and when answers come too late."""

    challenge_id: int
    title: str
    questions: int
    since: datetime
    entries_close_at: datetime


@dataclass(frozen=True, slots=True)
class Scarce:
    """A challenge that closed with too few entries that stand."""

    id: int
    title: str
    standing: int
    fewest: int
    roadshow_from: datetime


def unfinished(user: User) -> Sequence[Challenge]:
    """Return the issuer's drafts and returned challenges that can still be handed in."""
    query = (
        select(Challenge)
        .join(Challenge.contest)
        .where(
            Challenge.issuer_id == user.organisation_id,
            Challenge.state.in_([ChallengeState.DRAFT, ChallengeState.RETURNED]),
            Contest.state.in_([ContestState.DRAFT, ContestState.ANNOUNCED]),
        )
        .options(contains_eager(Challenge.contest))
        .order_by(Challenge.state.desc(), Challenge.id)
    )
    return db.session.scalars(query).all()


def unanswered(user: User) -> Sequence[Unanswered]:
    """Return the issuer's challenges with questions that wait, longest first."""
    since = func.min(Question.asked_at)
    query = (
        select(
            *(Challenge.id, Challenge.title, func.count(Question.id), since),
            Contest.entries_close_at,
        )
        .join(Challenge, Question.challenge_id == Challenge.id)
        .join(Challenge.contest)
        .where(Challenge.issuer_id == user.organisation_id, Question.answered_at.is_(None))
        .group_by(Challenge.id, Contest.entries_close_at)
        .order_by(since)
    )
    return [Unanswered(*row) for row in db.session.execute(query)]


def gatherings(user: User) -> Sequence[Gathering]:
    """Return the undecided contests of the organizer's body with their challenges."""
    state = Challenge.state
    query = (
        select(
            *(Contest.id, Contest.name, Contest.state, Contest.entries_open_at),
            func.count(case((state != ChallengeState.DRAFT, 1))),
            func.count(case((state == ChallengeState.SUBMITTED, 1))),
            func.count(case((state == ChallengeState.APPROVED, 1))),
        )
        .outerjoin(Challenge, Challenge.contest_id == Contest.id)
        .where(
            Contest.body_id == user.body_id,
            Contest.state.in_([ContestState.DRAFT, ContestState.ANNOUNCED]),
        )
        .group_by(Contest.id)
        .order_by(Contest.entries_open_at, Contest.id)
    )
    return [Gathering(*row) for row in db.session.execute(query)]


def scarce(user: User, now: datetime) -> Sequence[Scarce]:
    """Return the body's undecided challenges with too few entries, from closing to roadshow."""
    standing = func.count(Entry.id)
    query = (
        select(
            *(Challenge.id, Challenge.title, standing),
            *(Contest.fewest_entries, Contest.roadshow_from),
        )
        .join(Challenge.contest)
        .outerjoin(
            Entry,
            (Entry.challenge_id == Challenge.id)
            & Entry.state.in_([EntryState.SUBMITTED, EntryState.ADMITTED]),
        )
        .where(
            Contest.body_id == user.body_id,
            Contest.state == ContestState.ANNOUNCED,
            Contest.entries_close_at <= now,
            Contest.roadshow_from > now,
            Challenge.state == ChallengeState.PUBLISHED,
            Challenge.kept_at.is_(None),
        )
        .group_by(Challenge.id, Contest.id)
        .having(standing < Contest.fewest_entries)
        .order_by(Contest.roadshow_from, Challenge.id)
    )
    return [Scarce(*row) for row in db.session.execute(query)]
