"""Evaluations, typical cases and proposals to the benchmark list, by award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from awards.delivery_states import CaseState
from awards.evaluation_criteria import CRITERIA
from awards.models import Award, Benchmark, Evaluation, EvaluationForm, Level, TypicalCase
from awards.queries.cases import award_by
from contest.core.db import db
from contest.core.ledger import INSTALLATION
from contest.models import Body, Challenge, Contest, Entry


def evaluations_of(awards: Iterable[int]) -> dict[int, list[Evaluation]]:
    """Return the evaluations of awards by the award's number, the oldest first."""
    query = select(Evaluation).where(Evaluation.award_id.in_(list(awards)))
    found: dict[int, list[Evaluation]] = {}
    options = joinedload(Evaluation.file), joinedload(Evaluation.evaluated_by)
    for one in db.session.scalars(query.options(*options).order_by(Evaluation.id)):
        found.setdefault(one.award_id, []).append(one)
    return found


def typical_cases_of(awards: Iterable[int]) -> dict[int, TypicalCase]:
    """Return the typical cases of awards by the award's number."""
    query = select(TypicalCase).where(TypicalCase.award_id.in_(list(awards)))
    return {one.award_id: one for one in db.session.scalars(query)}


def benchmarks_of(awards: Iterable[int]) -> dict[int, Benchmark]:
    """Return the proposals to the benchmark list by the award's number."""
    query = select(Benchmark).where(Benchmark.award_id.in_(list(awards)))
    return {one.award_id: one for one in db.session.scalars(query)}


def form_of(body_id: int, level: Level) -> EvaluationForm | None:
    """Return a body's own form of a level, or None where the built-in one holds."""
    own = EvaluationForm.body_id == body_id, EvaluationForm.level == level
    return db.session.scalar(select(EvaluationForm).where(*own))


def public_cases() -> Sequence[TypicalCase]:
    """Return the approved typical cases with their names, the newest first, in one statement."""
    return db.session.scalars(
        _shown()
        .where(TypicalCase.state == CaseState.APPROVED)
        .order_by(TypicalCase.approved_at.desc(), TypicalCase.id.desc())
    ).all()


def public_case(case_id: int) -> TypicalCase | None:
    """Return an approved typical case, or None."""
    approved = TypicalCase.id == case_id, TypicalCase.state == CaseState.APPROVED
    return db.session.scalar(_shown().where(*approved))


def _shown() -> Select[TypicalCase]:
    path = joinedload(TypicalCase.award)
    return select(TypicalCase).options(
        path.joinedload(Award.enterprise),
        path.joinedload(Award.prize),
        path.joinedload(Award.contest),
        path.joinedload(Award.entry).joinedload(Entry.challenge).joinedload(Challenge.issuer),
        path.joinedload(Award.entry).joinedload(Entry.challenge).joinedload(Challenge.field),
    )


def typical_case_by(case_id: int) -> TypicalCase | None:
    """Return a typical case with its award."""
    return db.session.scalar(_shown().where(TypicalCase.id == case_id))


def benchmark_by(benchmark_id: int) -> Benchmark | None:
    """Return a proposal to the benchmark list."""
    return db.session.get(Benchmark, benchmark_id)


@dataclass(frozen=True, slots=True)
class LevelForm:
    """The criteria of a level as they hold for a body: its own, or the built-in ones."""

    body: Body
    level: Level
    criteria: Sequence[Mapping[str, Any]]
    version: int

    @property
    def logged_as(self) -> str:
        return f"body:{self.body.id}"

    @property
    def logged_in(self) -> str:
        return INSTALLATION


def level_form(body_id: int, level: str) -> LevelForm | None:
    """Return the criteria of a level for a body; None where there is no such level."""
    if level not in set(Level):
        return None
    body, own = db.session.get_one(Body, body_id), form_of(body_id, Level(level))
    criteria = own.criteria if own else CRITERIA[Level(level)]
    return LevelForm(body, Level(level), criteria, own.version if own else 0)


@dataclass(frozen=True, slots=True)
class AtLevel:
    """An award that is to be evaluated at a level, by the criteria that hold for its body."""

    award: Award
    form: LevelForm

    @property
    def contest(self) -> Contest:
        return self.award.contest

    @property
    def logged_as(self) -> str:
        return f"award:{self.award.id}"

    @property
    def logged_in(self) -> str:
        return f"contest:{self.award.contest_id}"


def award_at(award_id: int, level: str) -> AtLevel | None:
    """Return an award with the criteria of a level, or None where there is no such level."""
    award = award_by(award_id)
    form = level_form(award.contest.body_id, level) if award else None
    return AtLevel(award, form) if award and form else None
