"""Publicity notices: what they say, what they would say, and how long awards are on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from awards.models import Announcement, Award, Notice, NoticeChange, NoticeLine, Plan
from awards.periods import closing_of
from awards.states import AwardState, NoticeState, PlanState
from contest.core.db import db
from contest.models import Contest, Entry
from judging.models import Edition

# What the public may know of: everything that a notice named and that stands.
PUBLIC = (
    AwardState.PUBLICISED,
    AwardState.HELD,
    AwardState.CONFIRMED,
    AwardState.ANNOUNCED,
)


def notice_by(notice_id: int) -> Notice | None:
    """Return a notice with its lines and all that is shown of it."""
    query = (
        select(Notice)
        .where(Notice.id == notice_id)
        .options(
            joinedload(Notice.contest).joinedload(Contest.body),
            joinedload(Notice.edition).joinedload(Edition.rule_sheet),
            joinedload(Notice.plan),
            joinedload(Notice.corrects),
            selectinload(Notice.lines),
        )
    )
    return db.session.scalar(query)


def notices_of(contest_id: int) -> Sequence[Notice]:
    """Return a contest's notices, the newest first."""
    query = select(Notice).where(Notice.contest_id == contest_id)
    return db.session.scalars(query.order_by(Notice.number.desc())).all()


def draft_of(contest_id: int) -> Notice | None:
    """Return the notice that waits for publication; a contest has one at most."""
    query = select(Notice).where(Notice.contest_id == contest_id, Notice.state == NoticeState.DRAFT)
    return db.session.scalar(query)


def last_published(contest_id: int) -> Notice | None:
    """Return the newest notice that stands published."""
    query = select(Notice).where(
        Notice.contest_id == contest_id, Notice.state == NoticeState.PUBLISHED
    )
    return db.session.scalar(query.order_by(Notice.number.desc()).limit(1))


def next_number(contest_id: int) -> int:
    """Return the number that the contest's next notice has."""
    query = select(func.coalesce(func.max(Notice.number), 0))
    return int(db.session.scalar(query.where(Notice.contest_id == contest_id)) or 0) + 1


def newest_plan(contest_id: int) -> Plan | None:
    """Return the plan that was approved last."""
    query = select(Plan).where(Plan.contest_id == contest_id, Plan.state == PlanState.APPROVED)
    return db.session.scalar(query.order_by(Plan.id.desc()).limit(1))


def last_lines(contest_id: int) -> dict[int, NoticeLine]:
    """Return what standing notices said last of each award, by the award's number."""
    query = (
        select(NoticeLine)
        .join(Notice, Notice.id == NoticeLine.notice_id)
        .where(Notice.contest_id == contest_id, Notice.state == NoticeState.PUBLISHED)
        .options(joinedload(NoticeLine.award))
        .order_by(Notice.number)
    )
    return {line.award_id: line for line in db.session.scalars(query)}


def unpublicised(contest_id: int) -> Sequence[Award]:
    """Return the approved awards that no notice names yet, with all that is shown, best first."""
    return shown_awards(Award.contest_id == contest_id, Award.state == AwardState.APPROVED)


def shown_awards(*conditions: ColumnElement[bool]) -> Sequence[Award]:
    """Return awards with all that is shown of them, challenge by challenge, best first."""
    query = (
        select(Award)
        .where(*conditions)
        .join(Award.entry)
        .options(
            joinedload(Award.prize),
            joinedload(Award.enterprise),
            joinedload(Award.entry).joinedload(Entry.challenge),
        )
        .order_by(Award.amount_fen.desc(), Award.place, Entry.challenge_id, Award.id)
    )
    return db.session.scalars(query).unique().all()


def last_days(contest_id: int) -> dict[int, date]:
    """Return the last day of the period that each publicised award of a contest is in."""
    query = (
        select(NoticeLine.award_id, func.max(Notice.last_day))
        .join(Notice, Notice.id == NoticeLine.notice_id)
        .where(
            Notice.contest_id == contest_id,
            Notice.state == NoticeState.PUBLISHED,
            NoticeLine.change != NoticeChange.REMOVED,
        )
        .group_by(NoticeLine.award_id)
    )
    return {number: last for number, last in db.session.execute(query) if last}


def awards_in(contest_id: int, *states: AwardState) -> Sequence[Award]:
    """Return a contest's awards in any of the states, best first."""
    return shown_awards(Award.contest_id == contest_id, Award.state.in_(states))


def unobjected(contest_id: int, now: datetime) -> Sequence[Award]:
    """Return the publicised awards whose period is over; those held are not among them."""
    awards = awards_in(contest_id, AwardState.PUBLICISED)
    return over(awards, last_days(contest_id), now)


def over(awards: Sequence[Award], until: Mapping[int, date], now: datetime) -> list[Award]:
    """Return which awards can be confirmed, of some whose last days are known."""
    waiting = [award for award in awards if award.state is AwardState.PUBLICISED]
    return [award for award in waiting if closing_of(until[award.id]) <= now]


def awards_on(notice: Notice) -> Sequence[Award]:
    """Return the awards that a notice made public: not those that it says are gone."""
    named = [line.award_id for line in notice.lines if line.change is not NoticeChange.REMOVED]
    return shown_awards(Award.id.in_(named))


def can_withdraw(notice: Notice) -> bool:
    """Return whether a notice is public, and none of its awards is held, confirmed or announced."""
    stands = [award for award in awards_on(notice) if award.state is not AwardState.REVOKED]
    public = notice.state is NoticeState.PUBLISHED
    return public and all(award.state is AwardState.PUBLICISED for award in stands)


def announcements_of(contest_id: int) -> Sequence[Announcement]:
    """Return the decisions that announced a contest's awards, the newest first."""
    query = select(Announcement).where(Announcement.contest_id == contest_id)
    return db.session.scalars(query.order_by(Announcement.number.desc())).all()


def announcement_by(announcement_id: int) -> Announcement | None:
    """Return a decision that announced awards."""
    return db.session.get(Announcement, announcement_id)


def awards_announced(announcement_id: int) -> Sequence[Award]:
    """Return the awards that a decision announced and that stand, best first."""
    announced = Award.announcement_id == announcement_id
    return shown_awards(announced, Award.state == AwardState.ANNOUNCED)
