"""Proposing awards to the benchmark list (标杆案例清单), and deciding on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from awards.delivering import SamePerson, require_announced
from awards.delivery_states import BenchmarkState
from awards.models import Award, Benchmark
from awards.queries.evaluations import benchmarks_of
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.models import User
from contest.refusals import refuse_stale


class AlreadyProposed(Refusal):
    """A proposal waits or was granted already."""

    reason = _l("该项目已经提名或列入标杆案例清单。")


class AlreadyDecided(Refusal):
    """The same decision stands already."""

    reason = _l("该项已是这一决定，无需重复提交。")


@action("benchmark.proposed")
def propose_benchmark(
    award: Award, *, by: User, conditions: Sequence[Mapping[str, Any]], reason: str
) -> Benchmark:
    """Propose an award to the benchmark list; conditions that are not met are shown, not decided.

    Raise NotAnnounced or AlreadyProposed.
    """
    require_announced(award)
    who = by.id
    proposal = benchmarks_of([award.id]).get(award.id)
    if proposal is None:
        proposal = Benchmark(contest_id=award.contest_id, award_id=award.id)
    elif proposal.state is not BenchmarkState.DECLINED:
        raise AlreadyProposed
    else:
        proposal.state = BenchmarkState.PROPOSED
    proposal.conditions, proposal.reason = [dict(one) for one in conditions], reason
    proposal.proposed_by_id, proposal.proposed_at = who, clock.now()
    proposal.decided_by_id, proposal.decided_at, proposal.decision_reason = None, None, ""
    db.session.add(proposal)
    db.session.flush()
    return proposal


@action("benchmark.decided")
def decide_benchmark(
    proposal: Benchmark, *, by: User, version: int, granted: bool, reason: str
) -> None:
    """List a proposal or decline it.

    Raise ``Stale``, SamePerson, AlreadyDecided, or NotAnnounced where it would be listed.
    """
    refuse_stale(proposal, version)
    if granted:
        require_announced(proposal.award)
    if proposal.proposed_by_id == by.id:
        raise SamePerson
    state = BenchmarkState.LISTED if granted else BenchmarkState.DECLINED
    if proposal.state is state or (granted and proposal.state is BenchmarkState.DECLINED):
        raise AlreadyDecided
    proposal.state, proposal.decision_reason = state, reason
    proposal.decided_by_id, proposal.decided_at = by.id, clock.now()
