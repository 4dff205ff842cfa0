"""What everybody may read: published challenges of announced contests."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, String, and_, cast, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.core.db import db
from contest.models import Body, Challenge, Contest, Cooperation, Entry, Field, Organisation, Stage
from contest.rules import PUBLIC_CHALLENGES, PUBLIC_CONTESTS
from contest.states import ChallengeState, ContestState, EntryState

IS_PUBLIC = and_(Challenge.state.in_(PUBLIC_CHALLENGES), Contest.state.in_(PUBLIC_CONTESTS))


@dataclass(frozen=True, slots=True)
class Search:
    """What a visitor looks for; what is empty or None does not narrow."""

    words: str = ""
    group: str = ""
    field: str = ""
    contest_id: int | None = None
    cooperation: Cooperation | None = None
    stage: Stage | None = None
    open_at: datetime | None = None


def challenges(search: Search) -> Select[Challenge]:
    """Return the published challenges that match, those closing last first."""
    return (
        select(Challenge)
        .join(Challenge.contest)
        .join(Challenge.issuer)
        .outerjoin(Challenge.field)
        .where(IS_PUBLIC, *_conditions(search))
        .options(
            contains_eager(Challenge.contest),
            contains_eager(Challenge.issuer),
            contains_eager(Challenge.field),
        )
        .order_by(Contest.entries_close_at.desc(), Challenge.number, Challenge.id)
    )


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    exact = (
        (Field.group, search.group),
        (Field.name, search.field),
        (Challenge.contest_id, search.contest_id),
        (Challenge.stage, search.stage),
    )
    found = [column == wanted for column, wanted in exact if wanted]
    found += [_says(word) for word in search.words.split()]
    if search.cooperation:
        found.append(cast(Challenge.cooperation, String).contains(f'"{search.cooperation}"'))
    if search.open_at:
        found.append(_is_open(search.open_at))
    return found


def _says(word: str) -> ColumnElement[bool]:
    places = (Challenge.title, Challenge.pain_point, Challenge.number, Organisation.name)
    return or_(*(place.icontains(word, autoescape=True) for place in places))


def _is_open(at: datetime) -> ColumnElement[bool]:
    return and_(
        Challenge.state == ChallengeState.PUBLISHED,
        Contest.state == ContestState.ANNOUNCED,
        Contest.entries_open_at <= at,
        Contest.entries_close_at > at,
    )


def challenge(challenge_id: int) -> Challenge | None:
    """Return a published challenge, or None: a draft does not exist for the public."""
    return db.session.scalar(challenges(Search()).where(Challenge.id == challenge_id))


def entry_counts(challenge_ids: Collection[int]) -> Mapping[int, int]:
    """Return how many enterprises have entered each challenge: submitted and not withdrawn."""
    query = (
        select(Entry.challenge_id, func.count())
        .where(
            Entry.challenge_id.in_(challenge_ids),
            Entry.submitted_at.is_not(None),
            Entry.state != EntryState.WITHDRAWN,
        )
        .group_by(Entry.challenge_id)
    )
    return dict(list(db.session.execute(query)))


def fields() -> Sequence[Row[str, str]]:
    """Return the groups and names of the fields of all published challenges."""
    query = (
        select(Field.group, Field.name)
        .join(Challenge, Challenge.field_id == Field.id)
        .join(Challenge.contest)
        .where(IS_PUBLIC)
        .group_by(Field.group, Field.name)
        .order_by(func.min(Field.position))
    )
    return db.session.execute(query).all()


def contests() -> Sequence[Contest]:
    """Return the contests that everybody may know of, newest first."""
    query = (
        select(Contest)
        .where(Contest.state.in_(PUBLIC_CONTESTS))
        .options(joinedload(Contest.body))
        .order_by(Contest.entries_open_at.desc(), Contest.id.desc())
    )
    return db.session.scalars(query).all()


def contest(contest_id: int) -> Contest | None:
    """Return a contest that everybody may know of, or None."""
    query = select(Contest).where(Contest.id == contest_id, Contest.state.in_(PUBLIC_CONTESTS))
    return db.session.scalar(query.options(joinedload(Contest.body)))


def figures() -> Row[int, int, int]:
    """Return how many challenges are published, by how many issuers, in how many bodies."""
    query = (
        select(
            func.count(Challenge.id),
            func.count(Challenge.issuer_id.distinct()),
            func.count(Body.id.distinct()),
        )
        .join(Challenge.contest)
        .join(Contest.body)
        .where(IS_PUBLIC)
    )
    return db.session.execute(query).one()
