"""Proposals to the benchmark list, and the decision on each."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import benchmarks as actions
from awards.delivery_states import BenchmarkState
from awards.evaluation_criteria import CONDITIONS
from awards.forms.evaluations import BenchmarkForm, GrantForm
from awards.models import Award, Benchmark
from awards.policies.evaluations import DECIDE_BENCHMARK, PROPOSE_BENCHMARK, VIEW_BENCHMARK
from awards.queries.evaluations import benchmarks_of
from awards.queries.people import names_of
from awards.states import AwardState
from contest.core.access import requires

bp = Blueprint("benchmarks", __name__)


@bp.get("/awards/<int:award_id>/benchmark")
@requires(VIEW_BENCHMARK)
def show(award: Award) -> ResponseReturnValue:
    return _page(award, BenchmarkForm.of(), None)


def _page(award: Award, form: BenchmarkForm, decision: GrantForm | None) -> str:
    it = benchmarks_of([award.id]).get(award.id)
    stands = award.state is AwardState.ANNOUNCED
    runs = stands and PROPOSE_BENCHMARK.admits(current_user, award)
    return render_template(
        "awards/benchmarks/show.html",
        award=award,
        it=it,
        form=form,
        conditions=CONDITIONS,
        decision=decision or GrantForm(formdata=None, version=it.version if it else 0),
        names=names_of(it.proposed_by_id, it.decided_by_id) if it else {},
        may_propose=runs and (it is None or it.state is BenchmarkState.DECLINED),
        may_decide=runs and it is not None and it.state is not BenchmarkState.DECLINED,
    )


@bp.post("/awards/<int:award_id>/benchmark")
@requires(PROPOSE_BENCHMARK)
def propose(award: Award) -> ResponseReturnValue:
    form = BenchmarkForm.of()
    if form.accepted and form.does(
        actions.propose_benchmark,
        award,
        by=current_user,
        conditions=form.conditions(),
        reason=form.reason.data,
    ):
        flash(_("已提名，等待另一人决定。"), "success")
        return redirect(url_for(".show", award_id=award.id))
    return _page(award, form, None), form.status


@bp.post("/benchmarks/<int:benchmark_id>/decision")
@requires(DECIDE_BENCHMARK)
def decide(proposal: Benchmark) -> ResponseReturnValue:
    form = GrantForm.submitted()
    if form.accepted and form.does(
        actions.decide_benchmark,
        proposal,
        by=current_user,
        version=form.version.data,
        granted=form.granted.data == "yes",
        reason=form.reason.data,
    ):
        flash(_("决定已记录。"), "success")
        return redirect(url_for(".show", award_id=proposal.award_id))
    return _page(proposal.award, BenchmarkForm(formdata=None), form), form.status
