"""Which rows of a contest have an official document."""

from __future__ import annotations

from sqlalchemy import select

from awards.models import Award
from contest.core.db import db
from contest.models import Contest
from judging.models import Edition
from judging.states import EditionState


def contests_with_awards(contest_id: int) -> list[Contest]:
    """Return the contest, if it has given an award."""
    given = select(Award.id).where(Award.contest_id == contest_id).exists()
    return list(db.session.scalars(select(Contest).where(Contest.id == contest_id, given)))


def shown_editions_of(contest_id: int) -> list[Edition]:
    """Return the editions of the standings that were published, the corrected ones too."""
    query = select(Edition).where(
        Edition.contest_id == contest_id,
        Edition.state.in_((EditionState.PUBLISHED, EditionState.SUPERSEDED)),
    )
    return list(db.session.scalars(query.order_by(Edition.number)))
