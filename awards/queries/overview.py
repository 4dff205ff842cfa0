"""How far a contest has come, over all three packages, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, true
from sqlalchemy.orm import aliased

from awards.models import Award, Plan, Prize
from awards.states import AwardState, PlanState
from contest.core import clock
from contest.core.db import db
from contest.models import Contest
from judging.models import Ballot, Edition, Recusal, RuleSheet, Seat, Session, Slot
from judging.queries.assignments import expected_ballots
from judging.queries.rulesheets import OPEN_STATES
from judging.states import BallotState, EditionState, RecusalState, RuleSheetState


@dataclass(frozen=True, slots=True)
class NextSession:
    """A roadshow session that has not begun, and how many entries it hears."""

    name: str
    room: str
    starts_at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What judging and awards hold of a contest; ``awarded_fen`` is a sum of money.

    ``rules_digest`` is empty before the rule sheet is sealed.
    """

    judges: int
    potential_recusals: int
    confirmed_recusals: int
    expected_ballots: int
    submitted_ballots: int
    published_editions: int
    proposed_plans: int
    approved_plans: int
    awards: int
    awarded_fen: int
    prizes: int
    open_sheets: int
    rules_digest: str
    next_session: NextSession | None


def progress_of(contest: Contest) -> Progress:
    """Return how far a contest has come."""
    standing = Award.state != AwardState.REVOKED
    money = select(func.coalesce(func.sum(Award.amount_fen), 0))
    money = money.where(Award.contest_id == contest.id, standing)
    numbers = {
        "judges": _count(Seat, contest, Seat.left_at.is_(None), of=Seat.judge_id.distinct()),
        "potential_recusals": _count(Recusal, contest, Recusal.state == RecusalState.POTENTIAL),
        "confirmed_recusals": _count(Recusal, contest, Recusal.state == RecusalState.CONFIRMED),
        "expected_ballots": expected_ballots(contest.id),
        "submitted_ballots": _count(Ballot, contest, Ballot.state == BallotState.SUBMITTED),
        "published_editions": _count(Edition, contest, Edition.state == EditionState.PUBLISHED),
        "proposed_plans": _count(Plan, contest, Plan.state == PlanState.PROPOSED),
        "approved_plans": _count(Plan, contest, Plan.state == PlanState.APPROVED),
        "awards": _count(Award, contest, standing),
        "prizes": _count(Prize, contest, true()),
        "open_sheets": _count(RuleSheet, contest, RuleSheet.state.in_(OPEN_STATES)),
        "awarded_fen": money.scalar_subquery(),
    }
    columns = [column.label(name) for name, column in numbers.items()]
    row = db.session.execute(_with_next_session(contest, [*columns, _sealed(contest)])).one()
    *_numbers, digest, name, room, starts_at, entries = row
    return Progress(
        **{name: int(getattr(row, name)) for name in numbers},  # a sum is a Decimal on PostgreSQL
        rules_digest=digest or "",
        next_session=NextSession(name, room, starts_at, entries) if name else None,
    )


def _sealed(contest: Contest) -> ScalarSelect[str]:
    query = select(RuleSheet.digest).where(
        RuleSheet.contest_id == contest.id, RuleSheet.state == RuleSheetState.SEALED
    )
    return query.scalar_subquery()


def _with_next_session(contest: Contest, columns: Sequence[Any]) -> Select[Any]:
    """Select the columns and, where one is still to come, the contest's next session."""
    upcoming = aliased(Session)
    first = (
        select(Session.id)
        .where(Session.contest_id == contest.id, Session.starts_at > clock.now())
        .order_by(Session.starts_at, Session.id)
        .limit(1)
    )
    entries = select(func.count()).select_from(Slot).where(Slot.session_id == upcoming.id)
    of_session = (upcoming.name, upcoming.room, upcoming.starts_at, entries.scalar_subquery())
    query = select(*columns, *of_session).select_from(Contest)
    query = query.outerjoin(upcoming, upcoming.id == first.scalar_subquery())
    return query.where(Contest.id == contest.id)


def _count(
    model: Any, contest: Contest, condition: ColumnElement[bool], *, of: Any = None
) -> ScalarSelect[int]:
    what = func.count() if of is None else func.count(of)
    query = select(what).select_from(model).where(model.contest_id == contest.id, condition)
    return query.scalar_subquery()
