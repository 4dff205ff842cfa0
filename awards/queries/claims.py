"""Subsidy claims: one with all that its page tells, lists, and what others say against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from awards.claim_checks import Others
from awards.models import Award, Claim, ClaimPaper, ClaimStep, FollowUp, FollowUpKind
from awards.queries.schemes import SETTLED
from awards.states import ClaimState, FollowUpState
from contest.core.db import db
from contest.models import ConsortiumMember, Contest, Entry, Organisation, Role, User

GRANTED = frozenset({ClaimState.FUNDED, ClaimState.PAID})
# In somebody's hands: neither a draft nor over.
OPEN = frozenset({ClaimState.SUBMITTED, ClaimState.RETURNED, ClaimState.QUALIFIED})
WAITING = (ClaimState.SUBMITTED, ClaimState.QUALIFIED, ClaimState.FUNDED)
NEVER: ColumnElement[Any] = cast(null(), Date)
EDITABLE = frozenset({ClaimState.DRAFT, ClaimState.RETURNED})
WITH_ALL = (
    joinedload(Claim.contest).joinedload(Contest.body),
    joinedload(Claim.enterprise),
    joinedload(Claim.scheme_version),
    joinedload(Claim.voucher),
    joinedload(Claim.award).joinedload(Award.entry).selectinload(Entry.members),
    selectinload(Claim.papers).joinedload(ClaimPaper.file),
    selectinload(Claim.steps).joinedload(ClaimStep.by),
)


def claim_by(claim_id: int) -> Claim | None:
    """Return a claim with its award, scheme, papers and steps."""
    return db.session.scalar(select(Claim).where(Claim.id == claim_id).options(*WITH_ALL))


def paper_by(claim_id: int, paper_id: int) -> ClaimPaper | None:
    """Return a paper of a claim."""
    paper = db.session.get(ClaimPaper, paper_id, options=[joinedload(ClaimPaper.claim)])
    return paper if paper and paper.claim_id == claim_id else None


def award_by(award_id: int) -> Award | None:
    """Return an award with its entry and contest."""
    return db.session.get(
        Award, award_id, options=[joinedload(Award.entry), joinedload(Award.contest)]
    )


def others_of(claim: Claim) -> Others:
    """Return what other claims say: of the same product and scheme, and of the same policy."""
    product = and_(Claim.award_id == claim.award_id, Claim.scheme_id == claim.scheme_id)
    policy = and_(Claim.policy_key == claim.policy_key, Claim.policy_key != "")
    rows = db.session.execute(
        select(product.label("product"), policy.label("policy"), Claim.year_index, Claim.state)
        .where(Claim.id != claim.id, or_(product, policy), Claim.state.in_([*GRANTED, *OPEN]))
        .order_by(Claim.id)
    ).all()
    same = [(index, state) for product, _policy, index, state in rows if product]
    # A policy may run for years: it conflicts with another product's claim, or of the same year.
    policies = [
        state
        for product, policy, index, state in rows
        if policy and not (product and index != claim.year_index)
    ]
    return Others(
        granted_years=frozenset(index for index, state in same if index and state in GRANTED),
        open_years=frozenset(index for index, state in same if index and state in OPEN),
        policy_granted=any(state in GRANTED for state in policies),
        policy_open=any(state in OPEN for state in policies),
    )


def member_codes(claim: Claim) -> frozenset[str]:
    """Return the credit codes of the consortium that won."""
    query = select(ConsortiumMember.uscc).where(ConsortiumMember.entry_id == claim.award.entry_id)
    return frozenset(db.session.scalars(query))


def granted_subsidy(award_id: int) -> bool:
    """Return whether it was decided that the award enters the subsidy pipeline."""
    query = select(FollowUp.id).where(
        FollowUp.award_id == award_id,
        FollowUp.kind == FollowUpKind.SUBSIDY,
        FollowUp.state == FollowUpState.YES,
    )
    return db.session.scalar(query) is not None


def draft_of(award_id: int) -> Claim | None:
    """Return the claim for an award that its enterprise can still write, if there is one."""
    query = select(Claim).where(Claim.award_id == award_id, Claim.state.in_(EDITABLE))
    return db.session.scalar(query.order_by(Claim.id).limit(1))


def claimable(user: User) -> Sequence[Award]:
    """Return the awards of the user's enterprise that may claim: settled, and decided so."""
    decided = exists().where(
        FollowUp.award_id == Award.id,
        FollowUp.kind == FollowUpKind.SUBSIDY,
        FollowUp.state == FollowUpState.YES,
    )
    query = (
        select(Award)
        .where(Award.enterprise_id == user.organisation_id, Award.state.in_(SETTLED), decided)
        .options(joinedload(Award.entry), joinedload(Award.prize), joinedload(Award.contest))
        .order_by(Award.id)
    )
    return db.session.scalars(query).all()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for: "" and None are all, and how they are sorted."""

    state: str = ""
    scheme: int | None = None
    text: str = ""
    sort: str = "-at"


SORTS = {
    "product": Claim.product_name,
    "enterprise": Organisation.name,
    "premium": Claim.premium_paid_fen,
    "amount": Claim.amount_fen,
    "state": Claim.state,
    "at": Claim.submitted_at,
}


def claims_seen_by(user: User, wanted: Wanted) -> Select[Claim]:
    """Select an enterprise's own claims, or what was submitted to an officer's body."""
    column = SORTS.get(wanted.sort.lstrip("-"), Claim.submitted_at)
    order = column.desc() if wanted.sort.startswith("-") else column.asc()
    return (
        select(Claim)
        .join(Claim.enterprise)
        .join(Claim.contest)
        .where(_seen_by(user), *_narrowing(wanted))
        .options(
            contains_eager(Claim.enterprise),
            contains_eager(Claim.contest),
            joinedload(Claim.scheme_version),
        )
        .order_by(order, Claim.id.desc())
    )


def _seen_by(user: User) -> ColumnElement[bool]:
    if user.role is Role.ENTERPRISE:
        return Claim.enterprise_id == user.organisation_id
    return and_(Contest.body_id == user.body_id, Claim.submitted_at.is_not(None))


def _narrowing(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state in set(ClaimState):
        found.append(Claim.state == ClaimState(wanted.state))
    if wanted.scheme is not None:
        found.append(Claim.scheme_id == wanted.scheme)
    if wanted.text:
        texts = (Claim.product_name, Claim.policy_number, Organisation.name)
        found.append(or_(*(text.icontains(wanted.text, autoescape=True) for text in texts)))
    return found


def claims_of_awards(awards: Sequence[Award]) -> Sequence[Claim]:
    """Return the claims for some awards that are not withdrawn, with their papers' files."""
    query = (
        select(Claim)
        .where(
            Claim.award_id.in_([award.id for award in awards]), Claim.state != ClaimState.WITHDRAWN
        )
        .options(joinedload(Claim.papers))
        .order_by(Claim.id)
    )
    return db.session.scalars(query).unique().all()


def claim_waits(officer_id: int) -> Select[Any]:
    """Select kind, contest, its name, count and due day of what waits for an officer, by state.

    The kind is the state; whoever qualified a claim is not asked to fund it.
    """
    others = or_(Claim.qualified_by_id.is_(None), Claim.qualified_by_id != officer_id)
    told: list[Any] = [cast(Claim.state, String), Contest.id, Contest.name, func.count(), NEVER]
    return (
        select(*told)
        .join(Claim, Claim.contest_id == Contest.id)
        .where(Claim.state.in_(WAITING), or_(Claim.state != ClaimState.QUALIFIED, others))
        .group_by(Claim.state, Contest.id, Contest.name)
    )


def unfinished_claims(user: User) -> Sequence[Claim]:
    """Return the claims of the user's enterprise that it can go on with."""
    query = select(Claim).where(
        Claim.enterprise_id == user.organisation_id, Claim.state.in_(EDITABLE)
    )
    return db.session.scalars(query.order_by(Claim.id)).all()


def submitted_claims(contest_id: int) -> list[Claim]:
    """Return a contest's claims that were submitted, for its archive."""
    query = select(Claim).where(Claim.contest_id == contest_id, Claim.submitted_at.is_not(None))
    return list(db.session.scalars(query.options(*WITH_ALL).order_by(Claim.id)))
