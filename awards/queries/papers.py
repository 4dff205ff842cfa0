"""Which rows of a contest have an official document."""

from __future__ import annotations

from sqlalchemy import select

from awards.models import Announcement, Award, Notice, Objection
from awards.states import NoticeState
from contest.core.db import db
from contest.models import Contest
from judging.models import Edition
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
