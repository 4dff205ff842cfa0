"""Objections: those of a contest, one by its token, and what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from awards.models import (
    Award,
    Inquiry,
    Notice,
    NoticeChange,
    NoticeLine,
    Objection,
    ObjectionAward,
)
from awards.states import OPEN_OBJECTIONS, NoticeState, ObjectionState
from contest.core.db import db
from contest.links import token_hash
from contest.models import Contest, Entry, StoredFile

# What keeps its awards held: undecided, or upheld and not yet put right.
HOLDS: ColumnElement[bool] = or_(
    Objection.state.in_(OPEN_OBJECTIONS),
    and_(Objection.state == ObjectionState.UPHELD, Objection.remedied_at.is_(None)),
)
_SHOWN = (
    joinedload(Objection.contest).joinedload(Contest.body),
    joinedload(Objection.notice),
    selectinload(Objection.against)
    .joinedload(ObjectionAward.award)
    .options(
        joinedload(Award.prize),
        joinedload(Award.enterprise),
        joinedload(Award.entry).joinedload(Entry.challenge),
    ),
    selectinload(Objection.evidence),
    selectinload(Objection.inquiries).options(joinedload(Inquiry.by), joinedload(Inquiry.file)),
)


def objection_by(objection_id: int) -> Objection | None:
    """Return an objection with all that is shown of it."""
    query = select(Objection).where(Objection.id == objection_id).options(*_SHOWN)
    return db.session.scalar(query)


def objection_of(token: str) -> Objection | None:
    """Return the objection that a token follows; a token that nobody was given follows none."""
    query = select(Objection).where(Objection.token_hash == token_hash(token)).options(*_SHOWN)
    return db.session.scalar(query)


def listed(contest_id: int, state: ObjectionState | None = None) -> Select[Objection]:
    """Ask for a contest's objections, or those in a state; what waits first, then the newest."""
    waits = case((HOLDS, 0), else_=1)
    query = select(Objection).where(Objection.contest_id == contest_id).options(*_SHOWN)
    if state is not None:
        query = query.where(Objection.state == state)
    return query.order_by(waits, Objection.number.desc())


def objections_of(contest_id: int) -> Sequence[Objection]:
    """Return a contest's objections, those that wait first, then the newest."""
    return db.session.scalars(listed(contest_id)).all()


def next_number(contest_id: int) -> int:
    """Return the number that the contest's next objection has."""
    query = select(func.coalesce(func.max(Objection.number), 0))
    return int(db.session.scalar(query.where(Objection.contest_id == contest_id)) or 0) + 1


def notice_of_award(award_id: int) -> Notice | None:
    """Return the notice that an award is on: the newest that stands published."""
    query = (
        select(Notice)
        .join(NoticeLine, NoticeLine.notice_id == Notice.id)
        .where(
            NoticeLine.award_id == award_id,
            NoticeLine.change != NoticeChange.REMOVED,
            Notice.state == NoticeState.PUBLISHED,
        )
        .order_by(Notice.number.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def award_on_notice(award_id: int) -> tuple[Notice, Award] | None:
    """Return a public award with the notice that it is on; None where the public knows of none."""
    notice, award = notice_of_award(award_id), db.session.get(Award, award_id)
    return (notice, award) if notice and award else None


def notice_for_entrant(entry_id: int, organisation_id: int) -> Notice | None:
    """Return the newest notice of the contest that an enterprise's own entry is in."""
    query = (
        select(Notice)
        .join(Entry, Entry.contest_id == Notice.contest_id)
        .where(
            Entry.id == entry_id,
            Entry.enterprise_id == organisation_id,
            Notice.state == NoticeState.PUBLISHED,
        )
        .order_by(Notice.number.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def file_of(objection: Objection, file_id: int) -> StoredFile | None:
    """Return a file that came with an objection, or with an entry of its record."""
    files = [one.file for one in objection.evidence]
    files += [one.file for one in objection.inquiries if one.file]
    return next((file for file in files if file.id == file_id), None)


def held_by_others(award_ids: Sequence[int], objection_id: int) -> set[int]:
    """Return which of the awards another objection holds than the one named."""
    query = (
        select(ObjectionAward.award_id)
        .join(Objection, Objection.id == ObjectionAward.objection_id)
        .where(ObjectionAward.award_id.in_(award_ids), Objection.id != objection_id, HOLDS)
    )
    return set(db.session.scalars(query))


def unremedied(award_ids: Sequence[int]) -> Sequence[Objection]:
    """Return the objections that were upheld against any of the awards and wait for a remedy."""
    query = (
        select(Objection)
        .join(ObjectionAward, ObjectionAward.objection_id == Objection.id)
        .where(
            ObjectionAward.award_id.in_(award_ids),
            Objection.state == ObjectionState.UPHELD,
            Objection.remedied_at.is_(None),
        )
        .distinct()
    )
    return db.session.scalars(query).all()


def against_enterprise(organisation_id: int | None) -> Sequence[Objection]:
    """Return the objections to an enterprise's awards: of who objected, nothing is to be shown."""
    query = (
        select(Objection)
        .join(ObjectionAward, ObjectionAward.objection_id == Objection.id)
        .join(Award, Award.id == ObjectionAward.award_id)
        .where(Award.enterprise_id == organisation_id)
        .options(*_SHOWN)
        .distinct()
        .order_by(Objection.id.desc())
    )
    return db.session.scalars(query).unique().all()


def own_of_enterprise(organisation_id: int | None) -> Sequence[Objection]:
    """Return the objections that an enterprise made from its account, the newest first."""
    query = select(Objection).where(Objection.enterprise_id == organisation_id)
    return db.session.scalars(query.options(*_SHOWN).order_by(Objection.id.desc())).all()


def waiting(body_id: int | None) -> Sequence[Row[Objection, str]]:
    """Return what waits for a body's answer or remedy with the contest's name, in due order."""
    query = (
        select(Objection, Contest.name)
        .join(Contest, Contest.id == Objection.contest_id)
        .where(Contest.body_id == body_id, HOLDS)
        .order_by(Objection.due, Objection.id)
    )
    return db.session.execute(query).all()
