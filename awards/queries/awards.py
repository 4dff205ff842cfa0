"""Awards that stand, and what follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import joinedload

from awards.models import Award, FollowUp, FollowUpKind, Plan, PlanRevocation
from awards.states import AwardState, PlanState
from contest.core.db import db
from contest.models import Entry
from judging.models import Edition, RuleSheet


def standing_awards(contest_id: int) -> Sequence[Award]:
    """Return a contest's standing awards."""
    standing = Award.contest_id == contest_id, Award.state != AwardState.REVOKED
    return db.session.scalars(select(Award).where(*standing).order_by(Award.id)).all()


def awarded_entries(contest_id: int) -> set[int]:
    """Return the numbers of the entries with a standing award."""
    query = select(Award.entry_id).where(
        Award.contest_id == contest_id, Award.state != AwardState.REVOKED
    )
    return set(db.session.scalars(query))


def awarded_enterprises(contest_id: int) -> set[int]:
    """Return the numbers of the enterprises with a standing award."""
    query = select(Award.enterprise_id).where(
        Award.contest_id == contest_id, Award.state != AwardState.REVOKED
    )
    return set(db.session.scalars(query))


def seats_taken(
    contest_id: int, *, challenge_id: int | None, without: Collection[int] = ()
) -> Counter[int]:
    """Return the seats given of each prize, in one challenge or (None) over the contest.

    ``without`` are numbers of awards that do not count, as they will be taken back.
    """
    query = select(Award.prize_id, func.count()).where(
        Award.contest_id == contest_id,
        Award.state != AwardState.REVOKED,
        Award.id.not_in(without),
    )
    if challenge_id is not None:
        query = query.join(Award.entry).where(Entry.challenge_id == challenge_id)
    rows = db.session.execute(query.group_by(Award.prize_id)).all()
    return Counter({row[0]: row[1] for row in rows})


def barred_entries(contest_id: int) -> set[int]:
    """Return the entries whose award was taken back for good: they get none again."""
    query = (
        select(Award.entry_id)
        .join(PlanRevocation, PlanRevocation.award_id == Award.id)
        .join(Plan, Plan.id == PlanRevocation.plan_id)
        .where(
            Award.contest_id == contest_id,
            PlanRevocation.bars,
            Plan.state == PlanState.APPROVED,
        )
    )
    return set(db.session.scalars(query))


def award_of_entry(entry_id: int) -> Award | None:
    """Return the entry's standing award, if it has one."""
    query = select(Award).where(Award.entry_id == entry_id, Award.state != AwardState.REVOKED)
    return db.session.scalar(query)


def awards_of(contest_id: int) -> Sequence[Award]:
    """Return a contest's standing awards with all that is shown of them, best first."""
    return _shown(Award.contest_id == contest_id, Award.state != AwardState.REVOKED)


def revoked_awards_of(contest_id: int) -> Sequence[Award]:
    """Return the awards that were taken back, with all that is shown of them, best first."""
    return _shown(Award.contest_id == contest_id, Award.state == AwardState.REVOKED)


def _shown(*conditions: ColumnElement[bool]) -> Sequence[Award]:
    query = (
        select(Award)
        .where(*conditions)
        .join(Award.prize)
        .options(
            joinedload(Award.prize),
            joinedload(Award.enterprise),
            joinedload(Award.entry).joinedload(Entry.challenge),
        )
        .order_by(Award.amount_fen.desc(), Award.place, Award.id)
    )
    return db.session.scalars(query).all()


def follow_ups_of(contest_id: int) -> dict[int, list[FollowUp]]:
    """Return the policy decisions of each standing award, by the award's number."""
    query = select(FollowUp).where(FollowUp.contest_id == contest_id).order_by(FollowUp.id)
    found: dict[int, list[FollowUp]] = {}
    for follow_up in db.session.scalars(query):
        found.setdefault(follow_up.award_id, []).append(follow_up)
    return found


def follow_up_of(award_id: int, kind: FollowUpKind) -> FollowUp | None:
    """Return an award's policy question of a kind."""
    query = select(FollowUp).where(FollowUp.award_id == award_id, FollowUp.kind == kind)
    return db.session.scalar(query)


def editions_behind(contest_id: int) -> Sequence[Row[int, str]]:
    """Return number and rule sheet's digest of the editions that the standing awards follow."""
    query = (
        select(Edition.number, RuleSheet.digest)
        .join(Plan, Plan.edition_id == Edition.id)
        .join(Award, Award.plan_id == Plan.id)
        .join(RuleSheet, RuleSheet.id == Edition.rule_sheet_id)
        .where(Award.contest_id == contest_id, Award.state != AwardState.REVOKED)
        .distinct()
        .order_by(Edition.number)
    )
    return db.session.execute(query).all()
