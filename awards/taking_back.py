"""What goes with an award that is taken back: listing, nomination, typical case, benchmark."""

from __future__ import annotations

from awards.delivery_states import BenchmarkState, CaseState
from awards.models import Award, CatalogueItem
from awards.queries.catalogue import item_of_award
from awards.queries.evaluations import benchmarks_of, typical_cases_of
from awards.queries.nominations import nomination_of_award
from awards.states import CatalogueState, NominationState
from contest.core import clock

# Official Chinese text, kept with the item: not translated.
TAKEN_BACK = "奖励已撤销：{}"


def end_policies(award: Award, reason: str, *, said: str) -> None:
    """Take a listing out and decline what waits, for the reason the award was taken back.

    ``said`` is what the public catalogue, and issuer and enterprise, are given as the reason.
    Inside an action; nobody's hand does it, so nobody is named.
    """
    inside = TAKEN_BACK.format(reason)
    told = inside if said == reason else said
    if item := item_of_award(award.id):
        _end_item(item, inside, told)
    nomination = nomination_of_award(award.id)
    if nomination and nomination.state is not NominationState.DECLINED:
        nomination.state, nomination.reason = NominationState.DECLINED, inside
        nomination.decided_by_id, nomination.decided_at = None, clock.now()
    _end_examples(award.id, told)


def _end_item(item: CatalogueItem, inside: str, told: str) -> None:
    if item.state is CatalogueState.LISTED:
        item.state, item.removal, item.removed_at = CatalogueState.REMOVED, told, clock.now()
    elif item.state is CatalogueState.PROPOSED:
        item.state, item.reason, item.decided_at = CatalogueState.DECLINED, inside, clock.now()


def _end_examples(award_id: int, reason: str) -> None:
    """Make a typical case public no more, and take the award off the benchmark list."""
    case = typical_cases_of([award_id]).get(award_id)
    if case and case.state is not CaseState.DRAFT:
        case.state, case.return_reason = CaseState.DRAFT, reason
        case.approved_by_id = case.approved_at = None
    benchmark = benchmarks_of([award_id]).get(award_id)
    if benchmark and benchmark.state is not BenchmarkState.DECLINED:
        benchmark.state, benchmark.decision_reason = BenchmarkState.DECLINED, reason
        benchmark.decided_by_id, benchmark.decided_at = None, clock.now()
