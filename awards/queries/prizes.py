"""Prizes, and what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any

import rfc8785
from sqlalchemy import func, select

from awards.models import Award, Plan, Prize
from awards.states import AwardState, PlanState
from contest.core.db import db
from contest.models import Challenge, Contest, RankingScope
from contest.states import ChallengeState


def _digest(rows: list[list[Any]]) -> str:
    return sha256(rfc8785.dumps(rows)).hexdigest()


# What a contest without prizes is known by.
NO_PRIZES = _digest([])


def prizes_of(contest_id: int) -> Sequence[Prize]:
    """Return a contest's prizes, the first prize first."""
    given = select(Prize).where(Prize.contest_id == contest_id, Prize.seats > 0)
    return db.session.scalars(given.order_by(Prize.position)).all()


def prizes_ever_of(contest_id: int) -> dict[int, Prize]:
    """Return a contest's prizes by position, those that are no longer given among them."""
    query = select(Prize).where(Prize.contest_id == contest_id)
    return {prize.position: prize for prize in db.session.scalars(query)}


def prizes_digest(contest_id: int) -> str:
    """Return the digest of the contest's prizes as they stand: what a page was opened with."""
    return _digest([[p.name, p.seats, p.amount_fen] for p in prizes_of(contest_id)])


def rankings_of(contest: Contest) -> int:
    """Return how often the prizes are given: once, or in each published challenge."""
    if contest.ranking_scope is RankingScope.CONTEST:
        return 1
    query = select(func.count()).where(
        Challenge.contest_id == contest.id,
        Challenge.state.in_([ChallengeState.PUBLISHED, ChallengeState.CLOSED]),
    )
    return db.session.scalar(query) or 0


def given_fen(contest_id: int, *, without: Collection[int] = ()) -> int:
    """Return what the contest's standing awards add up to, in fen; ``without`` some by number."""
    query = select(func.coalesce(func.sum(Award.amount_fen), 0)).where(
        Award.contest_id == contest_id,
        Award.state != AwardState.REVOKED,
        Award.id.not_in(without),
    )
    return int(db.session.scalar(query) or 0)


def has_approved_plan(contest_id: int) -> bool:
    """Return whether awards were approved already: the prizes are then fixed."""
    query = select(Plan.id).where(Plan.contest_id == contest_id, Plan.state == PlanState.APPROVED)
    return db.session.scalar(query.limit(1)) is not None
