"""Panels, who sits on them, and who remains for each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from contest.core.db import db
from contest.models import JudgeProfile, Role, User
from judging.attendance import Attendance
from judging.models import Ballot, Panel, Recusal, RuleSheet, Seat, Session, Slot
from judging.queries.rulesheets import OPEN_STATES
from judging.quorum import Quorum
from judging.states import BallotState, RecusalState, RuleSheetState
from judging.template import STANDARD


def panels_of(contest_id: int) -> Sequence[Panel]:
    """Return the contest's panels with their seats and judges."""
    query = (
        select(Panel)
        .where(Panel.contest_id == contest_id)
        .options(selectinload(Panel.seats).joinedload(Seat.judge))
        .order_by(Panel.id)
    )
    return db.session.scalars(query).all()


def judges_of(body_id: int) -> Sequence[JudgeProfile]:
    """Return the profiles of the body's judges who may sign in, by name."""
    query = (
        select(JudgeProfile)
        .join(User, User.id == JudgeProfile.user_id)
        .where(User.body_id == body_id, User.role == Role.JUDGE, User.is_disabled.is_(False))
        .options(joinedload(JudgeProfile.user), selectinload(JudgeProfile.employments))
        .order_by(User.name_key, User.id)
    )
    return db.session.scalars(query).all()


def seat_of(panel_id: int, judge_id: int) -> Seat | None:
    """Return the judge's seat on the panel, left or not."""
    return db.session.scalar(
        select(Seat).where(Seat.panel_id == panel_id, Seat.judge_id == judge_id)
    )


def ballots_on(panel_id: int, judge_id: int) -> Sequence[Ballot]:
    """Return the judge's ballots for entries of the panel's sessions, void ones included."""
    query = (
        select(Ballot)
        .join(Slot, Slot.entry_id == Ballot.entry_id)
        .join(Session, Session.id == Slot.session_id)
        .where(Session.panel_id == panel_id, Ballot.judge_id == judge_id)
    )
    return db.session.scalars(query).all()


def has_session(panel_id: int) -> bool:
    """Return whether any session is given to the panel."""
    query = select(Session.id).where(Session.panel_id == panel_id).limit(1)
    return db.session.scalar(query) is not None


def has_ballots(entry_id: int) -> bool:
    """Return whether a ballot that counts has been begun for the entry."""
    query = select(Ballot.id).where(Ballot.entry_id == entry_id, Ballot.state != BallotState.VOID)
    return db.session.scalar(query.limit(1)) is not None


def quorums_of(contest_ids: Collection[int]) -> dict[int, Quorum]:
    """Return the quorum of each contest: of its sealed rule sheet, else of the one in writing.

    A contest without a rule sheet has the quorum of the ready template.
    """
    query = (
        select(
            *(RuleSheet.contest_id, RuleSheet.quorum),
            *(RuleSheet.quorum_technical, RuleSheet.quorum_commercial),
        )
        .where(
            RuleSheet.contest_id.in_(contest_ids),
            RuleSheet.state.in_((*OPEN_STATES, RuleSheetState.SEALED)),
        )
        .order_by(RuleSheet.state == RuleSheetState.SEALED)
    )
    each = STANDARD.quorum_per_kind
    standard = Quorum(STANDARD.quorum, {"technical": each, "commercial": each})
    found = dict.fromkeys(contest_ids, standard)
    for contest, judges, technical, commercial in db.session.execute(query):
        found[contest] = Quorum(judges, {"technical": technical, "commercial": commercial})
    return found


def attendances(contest_ids: Collection[int]) -> dict[int, Attendance]:
    """Return who remains for every entry that has a slot, by entry number."""
    seats = (
        select(Slot.entry_id, Seat.judge_id, Seat.kind)
        .join(Session, Session.id == Slot.session_id)
        .outerjoin(Seat, (Seat.panel_id == Session.panel_id) & Seat.left_at.is_(None))
        .where(Slot.contest_id.in_(contest_ids))
        .order_by(Seat.position)
    )
    seated: dict[int, dict[int, str]] = defaultdict(dict)
    for entry, judge, kind in db.session.execute(seats):
        if judge is None:
            seated[entry] = {}
        else:
            seated[entry][judge] = kind.value
    away = _away(contest_ids)
    return {
        entry: Attendance(
            judges,
            recused=frozenset(away[RecusalState.CONFIRMED][entry]),
            undecided=frozenset(away[RecusalState.POTENTIAL][entry]),
        )
        for entry, judges in seated.items()
    }


def _away(contest_ids: Collection[int]) -> dict[RecusalState, dict[int, set[int]]]:
    found: dict[RecusalState, dict[int, set[int]]] = {
        state: defaultdict(set) for state in RecusalState
    }
    query = select(Recusal.entry_id, Recusal.judge_id, Recusal.state)
    for entry, judge, state in db.session.execute(query.where(Recusal.contest_id.in_(contest_ids))):
        found[state][entry].add(judge)
    return found
