"""The last steps of a case: evaluation, typical case, benchmark list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from awards.delivery_states import BenchmarkState, CaseState
from awards.evaluation_words import level_name
from awards.models import Award, Benchmark, Evaluation, Level, TypicalCase
from awards.queries.evaluations import benchmarks_of, evaluations_of, typical_cases_of
from awards.states import AwardState
from awards.steps import Step

# 宁波市开放应用场景实施意见；安徽省应用场景工作指南（2024）
ON_EVALUATION, ON_BENCHMARK = "《实施意见》四（三）", "安徽省场景工作指南（2024）"


def steps_of_evaluations(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return what came of each award, in three statements."""
    numbers = [award.id for award in awards if award.state is AwardState.ANNOUNCED]
    evaluations, cases = evaluations_of(numbers), typical_cases_of(numbers)
    benchmarks = benchmarks_of(numbers)
    return {
        number: [
            _evaluation(number, evaluations.get(number, [])),
            *_typical(cases.get(number)),
            *_benchmark(benchmarks.get(number)),
        ]
        for number in numbers
    }


def _evaluation(award_id: int, made: Sequence[Evaluation]) -> Step:
    levels = {evaluation.level for evaluation in made}
    missing = tuple(level_name(level) for level in Level if level not in levels)
    return Step(
        "90.evaluation",
        ON_EVALUATION,
        _("场景应用评估"),
        _("组委会"),
        url_for("evaluations.show", award_id=award_id),
        done_at=made[-1].evaluated_at if made else None,
        missing=missing,
    )


def _typical(case: TypicalCase | None) -> Iterator[Step]:
    if case is None:
        return
    yield Step(
        "92.case",
        ON_EVALUATION,
        _("典型案例：%(title)s", title=case.title),
        _("组委会"),
        url_for("typical.edit", award_id=case.award_id),
        done_at=case.approved_at,
        missing=() if case.state is CaseState.APPROVED else (_("另一人的批准"),),
    )


def _benchmark(proposal: Benchmark | None) -> Iterator[Step]:
    if proposal is None:
        return
    said = {
        BenchmarkState.PROPOSED: _("标杆案例清单：已提名"),
        BenchmarkState.LISTED: _("标杆案例清单：列入"),
        BenchmarkState.DECLINED: _("标杆案例清单：不列入"),
    }[proposal.state]
    yield Step(
        "94.benchmark",
        ON_BENCHMARK,
        said,
        _("组委会"),
        url_for("benchmarks.show", award_id=proposal.award_id),
        done_at=proposal.decided_at,
        missing=() if proposal.decided_at else (_("另一人的决定"),),
    )
