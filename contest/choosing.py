"""Which contest a desk is about: the one its visitor chose, or the one that is on."""

from __future__ import annotations

from collections.abc import Sequence

from flask import session
from sqlalchemy.orm import joinedload

from contest.core import clock
from contest.core.db import db
from contest.models import Contest, User
from contest.queries.contests import of_body
from contest.states import ContestState

_KEY = "contest"


def contests_of(user: User) -> Sequence[Contest]:
    """Return the contests of the visitor's organizing body, the newest first."""
    return db.session.scalars(of_body(user).options(joinedload(Contest.body))).all()


def choose(contest_id: int) -> None:
    """Remember, while the visitor stays signed in, which contest their desk is about."""
    session[_KEY] = contest_id


def chosen_of(contests: Sequence[Contest]) -> Contest | None:
    """Return the contest that was chosen of these, newest first, or else the one that is on.

    On is the announced contest whose roadshow ends next; without one, the newest
    announced; without one, the newest of all. A choice that is not among them
    (another body's, or gone) is no choice.
    """
    chosen = next((found for found in contests if found.id == session.get(_KEY)), None)
    announced = [found for found in contests if found.state is ContestState.ANNOUNCED]
    ahead = [found for found in announced if found.roadshow_until > clock.now()]
    next_one = min(ahead, key=lambda found: found.roadshow_until, default=None)
    return chosen or next_one or next(iter([*announced, *contests]), None)


def current_contest(user: User) -> Contest | None:
    """Return the contest that the visitor's pages are about, or None where there is none."""
    return chosen_of(contests_of(user))
