"""An edition's standings as the lines of a sheet, in one statement however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, select

from contest.core.db import db
from contest.models import Challenge, Entry, Organisation
from judging.models import Standing

# Challenges part the sheet, in the order of their numbers, only where each has its own ranking.
_RANKING = case((Standing.challenge_id.is_(None), ""), else_=Challenge.number)


def sheet_lines(edition_id: int, *, challenge_id: int | None = None) -> Sequence[Row[Any]]:
    """Return the standings, of one challenge or of all entries, ranking by ranking.

    Columns rather than objects: a sheet of 10,000 entries is read at once.
    """
    query = (
        select(
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
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .join(Challenge, Challenge.id == Entry.challenge_id)
        .where(Standing.edition_id == edition_id)
        .order_by(_RANKING, Standing.challenge_id, Standing.place, Entry.number)
    )
    if challenge_id is not None:
        query = query.where(Entry.challenge_id == challenge_id)
    return db.session.execute(query).all()
