"""The last steps of a case: evaluation, typical case, benchmark list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from awards.delivery_states import BenchmarkState, CaseState
from awards.evaluation_words import level_name
from awards.models import Level
from awards.queries.case_records import Record, of_kind
from awards.steps import Step

# 宁波市开放应用场景实施意见；安徽省应用场景工作指南（2024）
ON_EVALUATION, ON_BENCHMARK = "《实施意见》四（三）", "安徽省场景工作指南（2024）"


def evaluation_steps(award_id: int, records: Sequence[Record]) -> Iterator[Step]:
    """Yield what came of an announced award."""
    yield _evaluation(award_id, of_kind(records, "evaluation"))
    for case in of_kind(records, "case"):
        yield _typical(award_id, case)
    for proposal in of_kind(records, "benchmark"):
        yield _benchmark(award_id, proposal)


def _evaluation(award_id: int, made: Sequence[Record]) -> Step:
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


def _typical(award_id: int, case: Record) -> Step:
    return Step(
        "92.case",
        ON_EVALUATION,
        _("典型案例：%(title)s", title=case.title),
        _("组委会"),
        url_for("typical.edit", award_id=award_id),
        done_at=case.at,
        missing=() if case.word == CaseState.APPROVED else (_("另一人的批准"),),
    )


def _benchmark(award_id: int, proposal: Record) -> Step:
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
