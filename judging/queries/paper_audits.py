"""Paper audits of a contest: what can be drawn from, what was drawn, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from contest.core.db import db
from judging.models import Ballot, PaperAudit, PaperAuditLine, Session, Slot
from judging.states import ENDED, BallotState


def frame_of(contest_id: int) -> dict[str, int]:
    """Return the ballots that can be drawn, number by UUID: submitted, and their session closed."""
    ended = exists().where(
        Slot.entry_id == Ballot.entry_id, Slot.session_id == Session.id, Session.state.in_(ENDED)
    )
    submitted = (Ballot.contest_id == contest_id, Ballot.state == BallotState.SUBMITTED)
    query = select(Ballot.uuid, Ballot.id).where(*submitted, ended).order_by(Ballot.uuid)
    return dict(db.session.execute(query).all())


def audits_of(contest_id: int) -> Sequence[PaperAudit]:
    """Return all audits of a contest, the newest first, with their lines."""
    query = select(PaperAudit).where(PaperAudit.contest_id == contest_id)
    together: Any = (selectinload(PaperAudit.lines), joinedload(PaperAudit.drawn_by))
    return db.session.scalars(query.options(*together).order_by(PaperAudit.number.desc())).all()


def lines_of(audit: PaperAudit) -> Sequence[PaperAuditLine]:
    """Return an audit's lines in the order drawn, with ballot, entry and judge."""
    query = select(PaperAuditLine).where(PaperAuditLine.audit_id == audit.id)
    ballot = joinedload(PaperAuditLine.ballot)
    together = (
        ballot.joinedload(Ballot.entry),
        ballot.joinedload(Ballot.judge),
        ballot.lazyload(Ballot.marks),
        joinedload(PaperAuditLine.checked_by),
    )
    return db.session.scalars(query.options(*together).order_by(PaperAuditLine.place)).all()


def audit_by_id(audit_id: int) -> PaperAudit | None:
    """Return the audit of that number."""
    return db.session.get(PaperAudit, audit_id)


def line_by_ids(audit_id: int, ballot_id: int) -> PaperAuditLine | None:
    """Return the line of a ballot that was drawn."""
    return db.session.get(PaperAuditLine, (audit_id, ballot_id))
