"""Ballots, and the rubric they are marked by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from contest.core.db import db
from judging.models import Ballot, Criterion, Mark, RuleSheet
from judging.queries.assignments import recusal_of
from judging.states import BallotState, RuleSheetState


def sealed_lines(*columns: Any) -> Select[Any]:
    """Select ``columns`` of the criteria, in order, of the ``contest`` parameter's sealed sheet."""
    sealed = RuleSheet.state == RuleSheetState.SEALED
    return (
        select(*columns)
        .select_from(Criterion)
        .join(RuleSheet, Criterion.rule_sheet_id == RuleSheet.id)
        .where(RuleSheet.contest_id == bindparam("contest"), sealed)
        .order_by(Criterion.position)
    )


# Built once, as those of ``judging.queries.duties``, and for the same reason.
_RUBRIC = sealed_lines(Criterion)


def rubric_of(contest_id: int) -> Sequence[Criterion]:
    """Return the criteria of the contest's sealed rule sheet, in order; none before the sealing."""
    return db.session.scalars(_RUBRIC, {"contest": contest_id}).all()


def lines_in(contests: Collection[int]) -> dict[int, int]:
    """Return how many criteria each contest's sealed rule sheet has, in one statement."""
    query = (
        select(RuleSheet.contest_id, func.count())
        .join(Criterion, Criterion.rule_sheet_id == RuleSheet.id)
        .where(RuleSheet.contest_id.in_(contests), RuleSheet.state == RuleSheetState.SEALED)
        .group_by(RuleSheet.contest_id)
    )
    found = {row[0]: row[1] for row in db.session.execute(query)}
    return dict.fromkeys(contests, 0) | found


def marks_of(ballot: Ballot | None) -> dict[int, Decimal]:
    """Return a ballot's marks by criterion number; not marked is absent."""
    return {mark.criterion_id: mark.points for mark in ballot.marks} if ballot else {}


def earlier_marks(judge_id: int, *, contest_id: int, besides: int) -> dict[int, list[Decimal]]:
    """Return the judge's own marks on other entries of the contest, by criterion number.

    What was marked before a recusal stands in the way no longer counts as the judge's.
    """
    query = (
        select(Mark.criterion_id, Mark.points)
        .join(Ballot, Mark.ballot_id == Ballot.id)
        .where(
            Ballot.judge_id == judge_id,
            Ballot.contest_id == contest_id,
            Ballot.entry_id != besides,
            Ballot.state != BallotState.VOID,
            ~recusal_of(judge_id, Ballot.entry_id).exists(),
        )
        .order_by(Mark.points)
    )
    found: dict[int, list[Decimal]] = defaultdict(list)
    for criterion_id, points in db.session.execute(query):
        found[criterion_id].append(points)
    return found
