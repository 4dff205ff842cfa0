"""What an enterprise does with its subsidy claim: begin, save, add papers, submit, withdraw."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from awards.claim_case import held_version, unfilled
from awards.claim_words import FIELDS
from awards.claiming import note_step, policy_key, require_editable
from awards.frozen import frozen_of
from awards.models import Award, Claim, ClaimDeed, ClaimPaper, PaperKind, Scheme
from awards.queries.claims import draft_of, granted_subsidy
from awards.queries.schemes import is_settled
from awards.states import ClaimState
from contest.core import clock
from contest.core.actions import Refusal, action
from contest.core.db import db
from contest.core.intake import Kept
from contest.models import User
from contest.queries.files import row_of
from contest.refusals import refuse_stale


class NotClaimable(Refusal):
    """The award is not one that a subsidy was decided for."""

    reason = _l("该奖励尚未确认，或没有决定进入保险补贴程序，暂不能申请。")


class NotFilledIn(Refusal):
    """Something is still empty."""


class NotToBeComputed(Refusal):
    """A scheme whose figures are still to be entered takes no claims."""


class OtherBody(Refusal):
    """The scheme is not of the body that gave the award."""

    reason = _l("请选择本组织单位的补贴办法。")


class WrongPeriod(Refusal):
    """A policy ends after it has begun."""

    reason = _l("保险止期应晚于起期，请核对保单。")


@action("claim.begun")
def begin_claim(award: Award, *, by: User) -> Claim:
    """Begin a claim for an award, or return the one that is being written. Raise NotClaimable."""
    if not is_settled(award) or not granted_subsidy(award.id):
        raise NotClaimable
    if found := draft_of(award.id):
        return found
    claim = Claim(
        contest_id=award.contest_id,
        award_id=award.id,
        enterprise_id=award.enterprise_id,
        product_name=award.entry.title,
        created_at=clock.now(),
    )
    db.session.add(claim)
    db.session.flush()
    return claim


@action("claim.saved")
def save_claim(claim: Claim, /, *, by: User, version: int, **said: Any) -> None:
    """Keep what was typed. Raise NotEditable, Stale, OtherBody or WrongPeriod."""
    refuse_stale(claim, version)
    require_editable(claim)
    _require_own_scheme(claim, said.get("scheme_id"))
    if (first := said.get("starts_on")) and (last := said.get("ends_on")) and last < first:
        raise WrongPeriod
    for name, value in said.items():
        setattr(claim, name, value)
    claim.policy_key = policy_key(claim.policy_number)


@action("claim.file_attached")
def add_claim_paper(
    claim: Claim, *, by: User, kind: str, kept: Kept, expires_on: date | None
) -> ClaimPaper:
    """Add a paper in the place of the one of its kind, which stays with the time it left."""
    require_editable(claim)
    for paper in claim.papers:
        if paper.kind == kind and paper.removed_at is None:
            paper.removed_at = clock.now()
    paper = ClaimPaper(
        contest_id=claim.contest_id,
        claim_id=claim.id,
        kind=PaperKind(kind),
        file=row_of(kept, by=by, contest_id=claim.contest_id),
        expires_on=expires_on,
        added_at=clock.now(),
    )
    db.session.add(paper)
    db.session.flush()
    return paper


@action("claim.file_removed")
def remove_claim_paper(paper: ClaimPaper, *, by: User) -> None:
    """Take a paper away."""
    require_editable(paper.claim)
    paper.removed_at = paper.removed_at or clock.now()


@action("claim.submitted")
def submit_claim(claim: Claim, *, by: User, version: int) -> None:
    """Submit the claim, and freeze its scheme's figures the first time.

    Papers may still be missing: the officers see which, and cannot qualify it so. Raise
    NotFilledIn, NotToBeComputed, NotClaimable.
    """
    refuse_stale(claim, version)
    if not is_settled(claim.award) or not granted_subsidy(claim.award_id):
        raise NotClaimable
    if empty := unfilled(claim):
        names = "、".join(str(FIELDS[name]) for name in empty)
        raise NotFilledIn(_("还有 %(n)s 项没有填写：%(names)s。", n=len(empty), names=names))
    _freeze(claim)
    claim.state = ClaimState.SUBMITTED
    claim.submitted_at = clock.now()
    note_step(claim, ClaimDeed.SUBMITTED, by=by)


@action("claim.withdrawn")
def withdraw_claim(claim: Claim, *, by: User, reason: str) -> None:
    """Take the claim back before it is funded."""
    claim.state = ClaimState.WITHDRAWN
    note_step(claim, ClaimDeed.WITHDRAWN, by=by, reason=reason)


def _require_own_scheme(claim: Claim, scheme_id: int | None) -> None:
    """Refuse another body's scheme; another scheme than before gives its own figures."""
    if scheme_id is not None:
        scheme = db.session.get(Scheme, scheme_id)
        if scheme is None or scheme.body_id != claim.contest.body_id:
            raise OtherBody
    if scheme_id != claim.scheme_id:
        claim.frozen, claim.version_id = {}, None


def _freeze(claim: Claim) -> None:
    if claim.frozen:
        return
    version = held_version(claim)
    if version is None or version.parameters.missing:
        raise NotToBeComputed(_("该办法的参数待录入，暂不受理申请。请联系组委会。"))
    claim.version_id, claim.frozen = version.id, frozen_of(version)
