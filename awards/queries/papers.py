"""Which rows of a contest have an official document, and what those need to be told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from awards.models import Announcement, Award, Notice, Objection
from awards.states import NoticeState
from contest.core.db import db
from contest.models import Contest, Entry, Screening, User
from judging.models import Edition, Pledge, RecusalRequest, Seat, Standing
from judging.states import EditionState


def contests_with_awards(contest_id: int) -> list[Contest]:
    """Return the contest, if it has given an award."""
    given = select(Award.id).where(Award.contest_id == contest_id).exists()
    return list(db.session.scalars(select(Contest).where(Contest.id == contest_id, given)))


def notices_on_paper(contest_id: int) -> list[Notice]:
    """Return the notices that are out, those that were withdrawn too, in their order."""
    query = select(Notice).where(Notice.contest_id == contest_id, Notice.state != NoticeState.DRAFT)
    return list(db.session.scalars(query.order_by(Notice.number)))


def decided_objections(contest_id: int) -> list[Objection]:
    """Return the objections that were decided, in their order."""
    query = select(Objection).where(
        Objection.contest_id == contest_id, Objection.decided_at.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Objection.number)))


def announcements_on_paper(contest_id: int) -> list[Announcement]:
    """Return the decisions that announced awards, in their order."""
    query = select(Announcement).where(Announcement.contest_id == contest_id)
    return list(db.session.scalars(query.order_by(Announcement.number)))


def shown_editions_of(contest_id: int) -> list[Edition]:
    """Return the editions of the standings that were published, the corrected ones too."""
    query = select(Edition).where(
        Edition.contest_id == contest_id,
        Edition.state.in_((EditionState.PUBLISHED, EditionState.SUPERSEDED)),
    )
    return list(db.session.scalars(query.order_by(Edition.number)))


def this_contest(contest_id: int) -> list[Contest]:
    """Return the contest: it has exactly one document of its kind."""
    return list(db.session.scalars(select(Contest).where(Contest.id == contest_id)))


def placed_entries(contest_id: int) -> list[Entry]:
    """Return the entries with a place in the published standings, in their order."""
    query = (
        select(Entry)
        .join(Standing, Standing.entry_id == Entry.id)
        .join(Edition, Edition.id == Standing.edition_id)
        .where(Edition.contest_id == contest_id, Edition.state == EditionState.PUBLISHED)
        .options(joinedload(Entry.enterprise), joinedload(Entry.challenge))
        .order_by(Standing.place, Entry.number)
    )
    return list(db.session.scalars(query))


def placed_entry(entry_id: int) -> Entry | None:
    """Return the entry if it has a place in the published standings."""
    standing = db.session.scalar(_standing(entry_id))
    return standing.entry if standing else None


def standing_of(entry_id: int) -> Standing:
    """Return the place of an entry that has one in the published standings."""
    return db.session.scalars(_standing(entry_id)).one()


def _standing(entry_id: int) -> Select[Standing]:
    return (
        select(Standing)
        .join(Standing.edition)
        .where(Standing.entry_id == entry_id, Edition.state == EditionState.PUBLISHED)
        .options(contains_eager(Standing.edition), joinedload(Standing.entry))
    )


def all_requests(contest_id: int) -> Sequence[RecusalRequest]:
    """Return all that entrants asked for, answered or not."""
    query = select(RecusalRequest).where(RecusalRequest.contest_id == contest_id)
    entry = joinedload(RecusalRequest.entry)
    return db.session.scalars(query.options(entry).order_by(RecusalRequest.id)).all()


def last_screenings(contest_id: int) -> Sequence[tuple[Entry, Screening | None, str | None]]:
    """Return each submitted entry with its last check and who made it."""
    last = (
        select(func.max(Screening.id))
        .where(Screening.contest_id == contest_id)
        .group_by(Screening.entry_id)
    )
    query = (
        select(Entry, Screening, User.name)
        .outerjoin(Screening, (Screening.entry_id == Entry.id) & Screening.id.in_(last))
        .outerjoin(User, User.id == Screening.by_id)
        .where(Entry.contest_id == contest_id, Entry.submitted_at.is_not(None))
        .options(joinedload(Entry.enterprise))
        .order_by(Entry.number)
    )
    return [(entry, screening, name) for entry, screening, name in db.session.execute(query)]


def seats_of(contest_id: int) -> list[Seat]:
    """Return one seat of each judge of a contest, those who left too: it is their pledge's."""
    first = select(func.min(Seat.id)).where(Seat.contest_id == contest_id).group_by(Seat.judge_id)
    query = select(Seat).where(Seat.id.in_(first)).options(joinedload(Seat.judge))
    return list(db.session.scalars(query.order_by(Seat.id)))


def pledge_of(seat: Seat) -> Pledge | None:
    """Return the pledge of the judge who has the seat."""
    return db.session.get(Pledge, (seat.contest_id, seat.judge_id))
