"""Award plans, and what they are made from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from awards.models import Award, Plan, PlanLine, PlanRevocation
from awards.states import PlanState
from contest.core.db import db
from contest.models import Challenge, Entry
from judging.models import Edition, Standing


def standings_for_awards(edition_id: int) -> Sequence[Standing]:
    """Return an edition's standings with entry, enterprise and field, best place first."""
    query = (
        select(Standing)
        .where(Standing.edition_id == edition_id)
        .join(Standing.entry)
        .options(
            joinedload(Standing.entry).joinedload(Entry.enterprise),
            joinedload(Standing.entry).joinedload(Entry.challenge).joinedload(Challenge.field),
        )
        .order_by(Standing.challenge_id, Standing.place, Entry.number)
    )
    return db.session.scalars(query).all()


def plans_of(contest_id: int) -> Sequence[Plan]:
    """Return a contest's plans, the newest first."""
    query = select(Plan).where(Plan.contest_id == contest_id).order_by(Plan.id.desc())
    return db.session.scalars(query).all()


def open_plan(contest_id: int) -> Plan | None:
    """Return the plan that awaits approval."""
    query = select(Plan).where(Plan.contest_id == contest_id, Plan.state == PlanState.PROPOSED)
    return db.session.scalar(query.order_by(Plan.id.desc()).limit(1))


def plan_by(plan_id: int) -> Plan | None:
    """Return a plan with its lines and all that is shown of them."""
    query = (
        select(Plan)
        .where(Plan.id == plan_id)
        .options(
            joinedload(Plan.contest),
            joinedload(Plan.edition).joinedload(Edition.rule_sheet),
            selectinload(Plan.revokes)
            .joinedload(PlanRevocation.award)
            .options(
                joinedload(Award.prize), joinedload(Award.entry), joinedload(Award.enterprise)
            ),
            selectinload(Plan.lines).options(
                joinedload(PlanLine.prize),
                joinedload(PlanLine.entry).options(
                    joinedload(Entry.enterprise), joinedload(Entry.challenge)
                ),
            ),
        )
    )
    return db.session.scalar(query)
