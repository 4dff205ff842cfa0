"""Counting published standings again, to see whether they still are what the ballots give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contest.core.db import db
from judging.comparing import with_marks
from judging.models import Edition, Standing
from judging.queries.amendments import stood_at
from judging.queries.editions import Preparation, edition_digest, lines_of
from judging.queries.rolls import roll_of
from judging.states import EditionState
from judging.tally import Line, Roll


@dataclass(frozen=True, slots=True)
class Recount:
    """A published edition, counted again.

    ``ballots_agree``: the ballots there are still give its digest.
    ``rows_agree``: its rows say what the ballots give.
    """

    contest: str
    number: int
    ballots_agree: bool
    rows_agree: bool


def recounts() -> Iterator[Recount]:
    """Count every published edition again, from its rows and from the ballots there are."""
    query = select(Edition).where(Edition.state == EditionState.PUBLISHED).order_by(Edition.id)
    together = (joinedload(Edition.contest), joinedload(Edition.rule_sheet))
    for edition in db.session.scalars(query.options(*together)).all():
        yield recount(edition)


def recount(edition: Edition) -> Recount:
    """Count one edition again by the rule sheet that it was counted by."""
    contest, sheet = edition.contest, edition.rule_sheet
    lines = lines_of(contest, Preparation(sheet, _roll_of(edition), []))
    return Recount(
        contest=contest.name,
        number=edition.number,
        ballots_agree=edition_digest(contest.id, sheet, lines) == edition.digest,
        rows_agree=_published(edition) == {line.entry: line for line in lines},
    )


def _roll_of(edition: Edition) -> Roll:
    """Return the roll with the marks that stood when the edition was counted.

    What was amended since is in a later edition, which waits for a tie to be broken.
    """
    return with_marks(roll_of(edition.contest_id, edition=edition), stood_at(edition))


def _published(edition: Edition) -> dict[int, Line]:
    rows = db.session.scalars(select(Standing).where(Standing.edition_id == edition.id))
    return {row.entry_id: _line(row) for row in rows}


def _line(row: Standing) -> Line:
    return Line(
        entry=row.entry_id,
        ranking=row.challenge_id,
        place=row.place,
        score=row.score,
        technical=row.technical,
        commercial=row.commercial,
        tied=row.tied,
        decided_by=row.decided_by,
        ballots=row.ballots,
        trimmed=row.trimmed,
        detail=row.detail,
    )
