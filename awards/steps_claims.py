"""The steps of an award in the subsidy pipeline: each of its claims, and what it still misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from awards.claim_case import missing_papers, today
from awards.claim_words import PAPER_NAMES, STATES
from awards.models import Award, Claim
from awards.queries.claims import claims_of_awards
from awards.states import ClaimState
from awards.steps import Step

CLAUSE = "《实施意见》四（一）"
# Whose turn it is in a state.
ENTERPRISE = frozenset({ClaimState.DRAFT, ClaimState.RETURNED})
# Nothing is missing of what was decided.
OVER = frozenset({ClaimState.FUNDED, ClaimState.PAID, ClaimState.REJECTED})


def steps_of_claims(awards: Sequence[Award]) -> Mapping[int, Sequence[Step]]:
    """Return a step for each claim of the awards, in one statement."""
    steps: dict[int, list[Step]] = {}
    for claim in claims_of_awards(awards):
        steps.setdefault(claim.award_id, []).append(_step(claim))
    return steps


def _step(claim: Claim) -> Step:
    state, _tone = STATES[claim.state]
    year = _("第 %(n)s 年", n=claim.year_index) if claim.year_index else ""
    missing = missing_papers(claim, today()) if claim.state not in OVER else []
    return Step(
        key="65.subsidy",
        clause=claim.frozen.get("source_number") or CLAUSE,
        title=_("保险补贴%(year)s：%(state)s", year=year, state=state),
        owner=_owner(claim),
        url=url_for("claims.show", claim_id=claim.id),
        done_at=_done_at(claim),
        missing=tuple(str(PAPER_NAMES[kind]) for kind in missing),
        expires=_expires(claim),
    )


def _owner(claim: Claim) -> str:
    return str(_("企业")) if claim.state in ENTERPRISE else str(_("组委会"))


def _done_at(claim: Claim) -> datetime | None:
    """Return when a claim was over: paid, or refused."""
    if claim.state not in {ClaimState.PAID, ClaimState.REJECTED}:
        return None
    return claim.funded_at or claim.submitted_at


def _expires(claim: Claim) -> date | None:
    """Return the day on which the first of the papers that are there no longer holds."""
    days = [p.expires_on for p in claim.papers if p.expires_on and p.removed_at is None]
    return min(days, default=None)
