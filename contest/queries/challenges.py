"""Challenges on the desks of issuers, organizers and supervisors."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.core import clock
from contest.core.db import db
from contest.models import Challenge, Contest, Field, Organisation, Question, Role, User
from contest.rules import PUBLIC_CHALLENGES
from contest.states import ChallengeState, ContestState


def within_reach(user: User) -> ColumnElement[bool]:
    """Return the condition on challenges (joined with contests) that a desk shows.

    An issuer sees its own; an organizer or supervisor what was handed in to its body.
    """
    if user.role is Role.ISSUER:
        return Challenge.issuer_id == user.organisation_id
    return (Contest.body_id == user.body_id) & (Challenge.state != ChallengeState.DRAFT)


def on_desk(
    user: User, *, words: str = "", state: str = "", contest_id: int | None = None
) -> Select[Challenge]:
    """Return the challenges of a desk that match, what was handed in last first."""
    query = (
        select(Challenge)
        .join(Challenge.contest)
        .join(Challenge.issuer)
        .where(within_reach(user))
        .options(
            contains_eager(Challenge.contest),
            contains_eager(Challenge.issuer),
            joinedload(Challenge.field),
        )
        .order_by(Contest.entries_open_at.desc(), Challenge.number, Challenge.id.desc())
    )
    if state:
        query = query.where(Challenge.state == state)
    if contest_id:
        query = query.where(Challenge.contest_id == contest_id)
    for word in words.split():
        places = (Challenge.title, Challenge.number, Organisation.name)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    return query


def contests_on_desk(user: User) -> Sequence[Contest]:
    """Return the contests whose challenges a desk shows, newest first, to choose from."""
    query = select(Contest).join(Challenge, Challenge.contest_id == Contest.id)
    query = query.where(within_reach(user)).distinct()
    return db.session.scalars(query.order_by(Contest.entries_open_at.desc())).all()


def of_contest(contest_id: int) -> Sequence[Challenge]:
    """Return the contest's challenges in the order they were begun, drafts too."""
    query = select(Challenge).where(Challenge.contest_id == contest_id)
    return db.session.scalars(query.order_by(Challenge.id)).all()


def any_handed_in(contest_id: int) -> bool:
    """Return whether any issuer ever handed a challenge of the contest in."""
    query = select(Challenge.id).where(
        Challenge.contest_id == contest_id, Challenge.state != ChallengeState.DRAFT
    )
    return db.session.scalar(query.limit(1)) is not None


def contests_to_issue_in(user: User) -> Sequence[Contest]:
    """Return the inviting body's contests that take challenges, newest first."""
    if user.organisation is None or user.organisation.body_id is None:
        return []
    query = select(Contest).where(
        Contest.body_id == user.organisation.body_id,
        Contest.state.in_([ContestState.DRAFT, ContestState.ANNOUNCED]),
        Contest.entries_close_at > clock.now(),
    )
    return db.session.scalars(query.order_by(Contest.entries_open_at.desc())).all()


def fields_of(body_id: int, *, keep: int | None = None) -> Sequence[Field]:
    """Return a body's fields in order, without the retired ones except ``keep``."""
    query = select(Field).where(
        Field.body_id == body_id, or_(Field.is_retired.is_(False), Field.id == keep)
    )
    return db.session.scalars(query.order_by(Field.position, Field.id)).all()


def questions_of(challenge_id: int) -> Sequence[Question]:
    """Return the questions on a challenge in the order they were asked."""
    query = select(Question).where(Question.challenge_id == challenge_id)
    return db.session.scalars(query.order_by(Question.asked_at, Question.id)).all()


def questions_on_desk(user: User, *, waiting: bool = False) -> Select[Question]:
    """Return the questions on the challenges of a desk, unanswered and newest first."""
    query = (
        select(Question)
        .join(Question.challenge)
        .join(Challenge.contest)
        .where(within_reach(user), Challenge.state.in_(PUBLIC_CHALLENGES))
        .options(contains_eager(Question.challenge).joinedload(Challenge.issuer))
        .order_by(Question.answered_at.is_not(None), Question.asked_at.desc())
    )
    return query.where(Question.answered_at.is_(None)) if waiting else query
