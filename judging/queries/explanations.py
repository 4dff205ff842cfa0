"""What explains one entry's score: the marks that were counted, and the entries it tied with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from contest.core.db import db
from contest.models import Entry, JudgeKind, Organisation, User
from judging.comparing import exact_marks
from judging.explain import Explanation, explain
from judging.models import Ballot, Criterion, Mark, Seat, Session, Slot, Standing
from judging.queries.amendments import Step, applied_to, as_before, struck_by
from judging.queries.rulesheets import rules_of
from judging.states import BallotState


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge of the entry; ``void`` where the ballot was made void after the count."""

    name: str
    kind: JudgeKind | None
    void: bool = False


@dataclass(frozen=True, slots=True)
class VoidBallot:
    """A ballot that is kept and counts nowhere: whose, why, and its marks by criterion key."""

    judge: str
    reason: str
    marks: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Level:
    """An entry with the same score in the same ranking."""

    entry_id: int
    title: str
    enterprise: str
    place: int
    technical: Decimal
    commercial: Decimal
    decided_by: str


def steps_of(standing: Standing) -> list[Step]:
    """Return the amendments of the entry's ballots that were applied, whenever it was counted."""
    return applied_to(standing.contest_id, entry_id=standing.entry_id)


def explanation_of(standing: Standing, steps: Sequence[Step] = ()) -> Explanation:
    """Return the way from the marks that were counted to the standing's score.

    ``steps`` are the amendments of its ballots: of one amended since, the marks from before count.
    """
    counted = [int(judge) for judge in standing.detail["judges"]]
    judges = [*counted, *standing.detail["incomplete"]]
    stored = {
        "score": standing.score,
        "technical": standing.technical,
        "commercial": standing.commercial,
        "criteria": standing.detail["criteria"],
    }
    ballots = _marks(standing, judges, steps)
    return explain(ballots, rules_of(standing.edition.rule_sheet), stored)


def judges_of(standing: Standing) -> dict[int, Judge]:
    """Return every judge the standing knows of, counted or not, by number."""
    detail = standing.detail
    known = {*map(int, detail["judges"])}.union(*(detail[k] for k in _NOT_COUNTED))
    query = (
        select(User.id, User.name, Seat.kind, Ballot.state)
        .select_from(User)
        .outerjoin(Slot, Slot.entry_id == standing.entry_id)
        .outerjoin(Session, Session.id == Slot.session_id)
        .outerjoin(Seat, (Seat.panel_id == Session.panel_id) & (Seat.judge_id == User.id))
        .outerjoin(Ballot, (Ballot.judge_id == User.id) & (Ballot.entry_id == standing.entry_id))
        .where(User.id.in_(known))
    )
    return {
        row.id: Judge(row.name, row.kind, row.state is BallotState.VOID)
        for row in db.session.execute(query)
    }


def level_with(standing: Standing) -> list[Level]:
    """Return the entries with the same score in the same ranking, this one too, best first."""
    if not standing.tied:
        return []
    query = (
        select(
            Standing.entry_id,
            Entry.title,
            Organisation.name,
            Standing.place,
            Standing.technical,
            Standing.commercial,
            Standing.decided_by,
        )
        .join(Entry, Entry.id == Standing.entry_id)
        .join(Organisation, Organisation.id == Entry.enterprise_id)
        .where(
            Standing.edition_id == standing.edition_id,
            Standing.challenge_id.is_not_distinct_from(standing.challenge_id),
            Standing.score == standing.score,
        )
        .order_by(Standing.place, Entry.number)
    )
    return [Level(*row) for row in db.session.execute(query)]


_NOT_COUNTED = ("incomplete", "recused", "absent")


def _marks(
    standing: Standing, judges: list[int], steps: Sequence[Step]
) -> Mapping[str, Mapping[str, Any]]:
    """Return the marks of those judges that were counted, by judge.

    A ballot made void since keeps its marks; of one amended since, those from before.
    """
    ballots = _marks_now(standing.entry_id, judges)
    since = [step for step in steps if step.editions_before >= standing.edition.number]
    stood = {str(judge): exact_marks(marks) for (_e, judge), marks in as_before(since).items()}
    return ballots | {judge: marks for judge, marks in stood.items() if judge in ballots}


def amended_marks(standing: Standing, steps: Sequence[Step]) -> dict[str, dict[str, list[str]]]:
    """Return the marks that had been amended when it was counted, by judge and criterion key."""
    number = standing.edition.number
    return struck_by([step for step in steps if step.editions_before < number])


def void_ballots(entry_id: int) -> list[VoidBallot]:
    """Return the entry's void ballots with their marks, by judge's name."""
    marks = selectinload(Ballot.marks).joinedload(Mark.criterion)
    query = (
        select(Ballot)
        .join(Ballot.judge)
        .where(Ballot.entry_id == entry_id, Ballot.state == BallotState.VOID)
        .options(contains_eager(Ballot.judge), marks)
        .order_by(User.name, Ballot.id)
    )
    return [
        VoidBallot(
            ballot.judge.name,
            ballot.void_reason,
            {mark.criterion.key: mark.points for mark in ballot.marks},
        )
        for ballot in db.session.scalars(query)
    ]


def _marks_now(entry_id: int, judges: list[int]) -> dict[str, dict[str, Any]]:
    query = (
        select(Ballot.judge_id, Criterion.key, Mark.points)
        .join(Mark, Mark.ballot_id == Ballot.id)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(Ballot.entry_id == entry_id, Ballot.judge_id.in_(judges))
    )
    ballots: dict[str, dict[str, Any]] = {str(judge): {} for judge in judges}
    for judge, key, points in db.session.execute(query):
        ballots[str(judge)][key] = points
    return ballots
