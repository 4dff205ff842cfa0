"""What of the preparation waits for somebody, contest by contest, in one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, case, func, or_, select

from contest.core import clock
from contest.core.db import db
from contest.models import Contest, Entry, JudgeKind, User
from contest.states import ContestState, EntryState
from judging.models import Recusal, RecusalRequest, RuleSheet, Seat, Session, Slot
from judging.queries.apart import waiting_for
from judging.states import RecusalState, RuleSheetState


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far a contest's judging is prepared: counts of what is still open."""

    contest_id: int
    name: str
    screening_until: datetime
    roadshow_from: datetime
    roadshow_until: datetime
    sealed: int
    proposed: int
    undecided: int
    requests: int
    without_slot: int
    idle_slots: int
    late: int
    late_proposed: int
    paper_entered: int
    paper_differing: int
    to_cosign: int
    to_apply: int


@dataclass(frozen=True, slots=True)
class Short:
    """How many entries of a contest lack judges, and when the first of them is on stage."""

    contest_id: int
    name: str
    entries: int
    first: datetime


def _count(query: Select[Any]) -> ScalarSelect[int]:
    return query.with_only_columns(func.count()).correlate(Contest).scalar_subquery()


def preparations(user: User) -> Sequence[Preparation]:
    """Return the announced contests of the person's body, with what is still open."""
    sheets = select(RuleSheet).where(RuleSheet.contest_id == Contest.id)
    entries = (
        select(Entry)
        .outerjoin(Slot, Slot.entry_id == Entry.id)
        .where(
            Entry.contest_id == Contest.id,
            Entry.state == EntryState.ADMITTED,
            Slot.id.is_(None),
        )
    )
    recusals = select(Recusal).where(
        Recusal.contest_id == Contest.id, Recusal.state == RecusalState.POTENTIAL
    )
    idle = (
        select(Slot)
        .join(Session, Session.id == Slot.session_id)
        .join(Entry, Entry.id == Slot.entry_id)
        .where(
            Slot.contest_id == Contest.id,
            Session.starts_at > clock.now(),
            Entry.state != EntryState.ADMITTED,
        )
    )
    requests = select(RecusalRequest).where(
        RecusalRequest.contest_id == Contest.id, RecusalRequest.answered_at.is_(None)
    )
    query: Any = (
        select(
            *(Contest.id, Contest.name, Contest.screening_until),
            *(Contest.roadshow_from, Contest.roadshow_until),
            _count(sheets.where(RuleSheet.state == RuleSheetState.SEALED)),
            _count(sheets.where(RuleSheet.state == RuleSheetState.PROPOSED)),
            *(_count(recusals), _count(requests), _count(entries), _count(idle)),
            *waiting_for(user),
        )
        .where(Contest.body_id == user.body_id, Contest.state == ContestState.ANNOUNCED)
        .order_by(Contest.roadshow_from, Contest.id)
    )
    return [Preparation(*row) for row in db.session.execute(query)]


def short_of_judges(user: User) -> Sequence[Short]:
    """Return the announced contests where entries lack judges against the sealed quorum.

    A judge with a confirmed recusal does not count; an undecided one still does.
    """
    short = _short_slots(user).subquery()
    query = (
        select(short.c.id, short.c.name, func.count(), func.min(short.c.starts_at))
        .group_by(short.c.id, short.c.name)
        .order_by(short.c.id)
    )
    return [Short(*row) for row in db.session.execute(query)]


def _short_slots(user: User) -> Any:
    recused = select(Recusal.id).where(
        Recusal.entry_id == Slot.entry_id,
        Recusal.judge_id == Seat.judge_id,
        Recusal.state == RecusalState.CONFIRMED,
    )
    remains = and_(Seat.panel_id == Session.panel_id, Seat.left_at.is_(None), ~recused.exists())
    sealed = and_(RuleSheet.contest_id == Contest.id, RuleSheet.state == RuleSheetState.SEALED)
    columns = (Contest.id, Contest.name, Slot.id, Session.starts_at)
    quorum = (RuleSheet.quorum, RuleSheet.quorum_technical, RuleSheet.quorum_commercial)
    return (
        select(Contest.id, Contest.name, Session.starts_at)
        .select_from(Slot)
        .join(Session, Session.id == Slot.session_id)
        .join(Contest, Contest.id == Slot.contest_id)
        .join(RuleSheet, sealed)
        .join(Entry, Entry.id == Slot.entry_id)
        .outerjoin(Seat, remains)
        .where(
            Contest.body_id == user.body_id,
            Contest.state == ContestState.ANNOUNCED,
            Entry.state == EntryState.ADMITTED,
        )
        .group_by(*columns, *quorum)
        .having(
            or_(
                func.count(Seat.id) < RuleSheet.quorum,
                _seats_of(JudgeKind.TECHNICAL) < RuleSheet.quorum_technical,
                _seats_of(JudgeKind.COMMERCIAL) < RuleSheet.quorum_commercial,
            )
        )
    )


def _seats_of(kind: JudgeKind) -> Any:
    return func.count(case((Seat.kind == kind, Seat.id)))
