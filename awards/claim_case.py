"""A claim as the computing and the checks see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from awards.claim_checks import CHECK_OF_PAPER, Case, Finding, PaperState, Parties, findings
from awards.frozen import frozen_of, parameters_from, validity_from
from awards.models import Claim, PaperKind, SchemeVersion
from awards.queries.claims import member_codes, others_of
from awards.queries.schemes import is_settled, version_for
from awards.subsidy import Facts, Room, Working, computed
from contest.core import clock

# What must be filled in before a claim is submitted, in the order of the form.
NEEDED = (
    "scheme_id",
    "product_name",
    "year_index",
    "policy_number",
    "insurer",
    "starts_on",
    "ends_on",
    "insured_fen",
    "premium_invoiced_fen",
    "premium_paid_fen",
    "contract_fen",
    "user_name",
    "user_uscc",
    "own_legal_rep",
    "user_legal_rep",
    "related",
    "subsidised",
)


def unfilled(claim: Claim) -> list[str]:
    """Return the fields that are still empty, in the order of the form."""
    return [name for name in NEEDED if getattr(claim, name) in {None, ""}]


def today() -> date:
    """Return the day in Shanghai."""
    return clock.local(clock.now()).date()


def paper_states(claim: Claim, day: date) -> dict[str, PaperState]:
    """Return each paper's state on a day: the policy itself holds to its end."""
    states = dict.fromkeys(CHECK_OF_PAPER, PaperState.MISSING)
    for paper in claim.papers:
        if paper.removed_at is None:
            expired = paper.expires_on is not None and paper.expires_on < day
            states[paper.kind] = PaperState.EXPIRED if expired else PaperState.THERE
    return states


def missing_papers(claim: Claim, day: date) -> list[PaperKind]:
    """Return the papers that are missing or no longer hold."""
    states = paper_states(claim, day)
    return [PaperKind(kind) for kind, state in states.items() if state is not PaperState.THERE]


def held_version(claim: Claim) -> SchemeVersion | None:
    """Return the scheme's version that would be frozen now: the one that holds at the start."""
    if claim.scheme is None:
        return None
    return version_for(claim.scheme, claim.starts_on or today())


def figures_of(claim: Claim) -> Mapping[str, Any] | None:
    """Return the frozen figures, or before submission those that would be frozen now."""
    if claim.frozen:
        return claim.frozen
    version = held_version(claim)
    return frozen_of(version) if version else None


def facts_of(claim: Claim) -> Facts:
    """Return what a filled-in claim says."""
    return Facts(
        premium_paid_fen=claim.premium_paid_fen or 0,
        premium_invoiced_fen=claim.premium_invoiced_fen or 0,
        insured_fen=claim.insured_fen or 0,
        contract_fen=claim.contract_fen or 0,
        product_class=claim.product_class,
        year_index=claim.year_index or 0,
    )


def working_of(claim: Claim, room: Room | None = None) -> Working:
    """Return what a filled-in claim comes to by its figures. Raise Uncomputable."""
    figures = figures_of(claim)
    if figures is None:
        raise ValueError("a claim without a scheme")
    return computed(parameters_from(figures), facts_of(claim), room)


def findings_of(claim: Claim) -> tuple[Finding, ...]:
    """Return what speaks against a filled-in claim, in two statements."""
    return findings(case_of(claim))


def case_of(claim: Claim) -> Case:
    """Return all that the checks look at."""
    figures = figures_of(claim)
    if figures is None or claim.starts_on is None or claim.ends_on is None:
        raise ValueError("a claim that is not filled in")
    return Case(
        today=today(),
        award_stands=is_settled(claim.award),
        starts_on=claim.starts_on,
        ends_on=claim.ends_on,
        facts=facts_of(claim),
        parameters=parameters_from(figures),
        validity=validity_from(figures),
        parties=_parties(claim),
        others=others_of(claim),
        papers=paper_states(claim, today()),
        subsidised=bool(claim.subsidised),
    )


def _parties(claim: Claim) -> Parties:
    return Parties(
        own_uscc=claim.enterprise.uscc,
        member_usccs=member_codes(claim),
        user_uscc=claim.user_uscc,
        own_legal_rep=claim.own_legal_rep,
        user_legal_rep=claim.user_legal_rep,
        related=bool(claim.related),
        shareholding=claim.shareholding,
    )
