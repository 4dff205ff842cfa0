"""What everybody may know of a contest's awards: what a notice named, and nothing before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from awards.models import Award, Notice
from awards.queries.notices import PUBLIC, awards_in, notice_by
from awards.states import NoticeState
from contest.core.db import db
from contest.models import Contest
from contest.rules import PUBLIC_CONTESTS


def is_public(contest: Contest) -> bool:
    """Return whether a notice of the contest's awards was ever published."""
    query = select(Notice.id).where(Notice.contest_id == contest.id, _out())
    return db.session.scalar(query.limit(1)) is not None


def public_awards(contest: Contest) -> Sequence[Award]:
    """Return the awards that the public may know of, best first."""
    return awards_in(contest.id, *PUBLIC)


def public_notices(contest_id: int) -> Sequence[Notice]:
    """Return a contest's notices that are out, those that were withdrawn too, newest first."""
    query = select(Notice).where(Notice.contest_id == contest_id, _out())
    return db.session.scalars(query.order_by(Notice.number.desc())).all()


def public_notice(notice_id: int) -> Notice | None:
    """Return a notice that is out, or None: of a draft nobody learns here."""
    found = notice_by(notice_id)
    known = found and found.state is not NoticeState.DRAFT
    return found if known and found and found.contest.state in PUBLIC_CONTESTS else None


def _out() -> ColumnElement[bool]:
    return Notice.state != NoticeState.DRAFT
