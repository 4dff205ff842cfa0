"""Awards as cases: all of a contest, or those that concern somebody."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from awards.models import Award
from awards.queries.recoveries import owed
from awards.states import AwardState
from contest.core.db import db
from contest.models import Challenge, Entry, Role, User

PUBLIC = (AwardState.PUBLICISED, AwardState.HELD, AwardState.CONFIRMED, AwardState.ANNOUNCED)


def award_by(award_id: int) -> Award | None:
    """Return an award with all that its case shows, in one statement."""
    return db.session.scalar(_shown(Award.id == award_id))


def cases_of(contest_id: int) -> Sequence[Award]:
    """Return a contest's awards, best first, in one statement.

    Of those revoked only the ones whose money has not come back.
    """
    going_on = (Award.state != AwardState.REVOKED) | owed()
    return db.session.scalars(_shown(Award.contest_id == contest_id, going_on)).unique().all()


def own_cases(user: User) -> Sequence[Award]:
    """Return the awards of a person's enterprise or, announced, of their issuer's challenges."""
    return db.session.scalars(_shown(*own_awards(user))).unique().all()


def own_awards(user: User) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for those awards, of a query that joins entry and challenge."""
    if user.role is Role.ENTERPRISE:
        return Award.enterprise_id == user.organisation_id, Award.state.in_(PUBLIC)
    return Challenge.issuer_id == user.organisation_id, Award.state == AwardState.ANNOUNCED


def _shown(*conditions: ColumnElement[bool]) -> Select[Award]:
    return (
        select(Award)
        .join(Award.entry)
        .join(Entry.challenge)
        .where(*conditions)
        .options(
            joinedload(Award.contest),
            joinedload(Award.prize),
            joinedload(Award.enterprise),
            joinedload(Award.entry).joinedload(Entry.challenge).joinedload(Challenge.issuer),
        )
        .order_by(Award.contest_id.desc(), Award.place, Award.id)
    )
