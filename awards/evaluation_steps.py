"""The last steps of a case: evaluation, typical case, benchmark list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from awards.delivery_states import BenchmarkState, CaseState
from awards.evaluation_words import level_name
from awards.models import Award, Level
from awards.queries.evaluations import Outcome, outcomes_of
from awards.states import AwardState
from awards.steps import Step

# 宁波市开放应用场景实施意见；安徽省应用场景工作指南（2024）
ON_EVALUATION, ON_BENCHMARK = "《实施意见》四（三）", "安徽省场景工作指南（2024）"


def steps_of_evaluations(awards: Sequence[Award]) -> dict[int, list[Step]]:
    """Return what came of each announced award, in one statement."""
    numbers = [award.id for award in awards if award.state is AwardState.ANNOUNCED]
    found = outcomes_of(numbers)
    return {number: list(_steps(number, found.get(number, []))) for number in numbers}


def _steps(award_id: int, found: Sequence[Outcome]) -> Iterator[Step]:
    yield _evaluation(award_id, [one for one in found if one.kind == "evaluation"])
    for one in found:
        if one.kind == "case":
            yield _typical(award_id, one)
        elif one.kind == "benchmark":
            yield _benchmark(award_id, one)


def _evaluation(award_id: int, made: Sequence[Outcome]) -> Step:
    levels = {one.word for one in made}
    return Step(
        "90.evaluation",
        ON_EVALUATION,
        _("场景应用评估"),
        _("组委会"),
        url_for("evaluations.show", award_id=award_id),
        done_at=max((one.at for one in made if one.at), default=None),
        missing=tuple(level_name(level) for level in Level if level not in levels),
    )


def _typical(award_id: int, case: Outcome) -> Step:
    return Step(
        "92.case",
        ON_EVALUATION,
        _("典型案例：%(title)s", title=case.title),
        _("组委会"),
        url_for("typical.edit", award_id=award_id),
        done_at=case.at,
        missing=() if case.word == CaseState.APPROVED else (_("另一人的批准"),),
    )


def _benchmark(award_id: int, proposal: Outcome) -> Step:
    said = {
        BenchmarkState.PROPOSED: _("标杆案例清单：已提名"),
        BenchmarkState.LISTED: _("标杆案例清单：列入"),
        BenchmarkState.DECLINED: _("标杆案例清单：不列入"),
    }[BenchmarkState(proposal.word)]
    return Step(
        "94.benchmark",
        ON_BENCHMARK,
        said,
        _("组委会"),
        url_for("benchmarks.show", award_id=award_id),
        done_at=proposal.at,
        missing=() if proposal.at else (_("另一人的决定"),),
    )
