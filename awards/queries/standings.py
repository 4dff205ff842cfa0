"""An edition's standings as the lines of a sheet, in one statement however many they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Result, Row, Subquery, case, func, select

from contest.core.db import db
from contest.models import Challenge, Entry, Organisation
from judging.models import Ballot, Edition, Standing
from judging.states import BallotState

# Few: reading one batch of what entries were made of while the one before is let go costs half.
BATCH = 20

# Challenges part the sheet, in the order of their numbers, only where each has its own ranking.
_RANKING = case((Standing.challenge_id.is_(None), ""), else_=Challenge.number)


def sheet_lines(edition_id: int, *, challenge_id: int | None = None) -> Iterator[Row[Any]]:
    """Yield the standings, of one challenge or of all entries, ranking by ranking.

    ``void`` are the entry's ballots that are kept and not counted. Columns rather than objects,
    and a batch at a time: what 10,000 entries were made of is never held together.
    """
    void = _void_of(edition_id)
    query = (
        select(
            Standing.entry_id,
            Entry.challenge_id,
            Standing.place,
            Entry.title,
            Organisation.name,
            Standing.technical,
            Standing.commercial,
            Standing.score,
            Standing.ballots,
            Standing.decided_by,
            Standing.detail,
            Challenge.title.label("challenge"),
            Standing.challenge_id.is_not(None).label("in_challenge"),
            func.coalesce(void.c.ballots, 0).label("void"),
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .outerjoin(void, void.c.entry_id == Standing.entry_id)
        .where(Standing.edition_id == edition_id)
        .order_by(_RANKING, Standing.challenge_id, Standing.place, Entry.number)
    )
    if challenge_id is not None:
        query = query.where(Entry.challenge_id == challenge_id)
    rows: Result[Any] = db.session.execute(query.execution_options(yield_per=BATCH))
    yield from rows


def _void_of(edition_id: int) -> Subquery:
    contest = select(Edition.contest_id).where(Edition.id == edition_id).scalar_subquery()
    query = select(Ballot.entry_id, func.count().label("ballots"))
    void = query.where(Ballot.contest_id == contest, Ballot.state == BallotState.VOID)
    return void.group_by(Ballot.entry_id).subquery()
