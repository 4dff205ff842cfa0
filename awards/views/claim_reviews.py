"""How officers decide subsidy claims, on the claims' pages: qualification, funds, payment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import claim_reviews as actions
from awards.claim_page import shown
from awards.forms.claims import DecidingForm, DecisionForm, FundForm, PayForm, QualifyForm
from awards.models import Claim
from awards.openings import note_once
from awards.policies.claims import REVIEW_CLAIM, VIEW_CLAIM
from awards.states import CLAIM, ClaimState
from awards.views.claims import PAPER, bp, taken
from contest.core.access import requires
from contest.core.serving import attachment


@bp.route("/claims/<int:claim_id>/qualification", methods=["GET", "POST"])
@requires(REVIEW_CLAIM)
def qualify(claim: Claim) -> ResponseReturnValue:
    def decide(form: QualifyForm) -> bool:
        told = {"version": form.version.data, "ticks": form.ticks()}
        return form.does(actions.qualify_claim, claim, by=current_user, **told)

    return _decided(claim, QualifyForm, ClaimState.QUALIFIED, decide)


@bp.route("/claims/<int:claim_id>/funding", methods=["GET", "POST"])
@requires(REVIEW_CLAIM)
def fund(claim: Claim) -> ResponseReturnValue:
    def decide(form: FundForm) -> bool:
        told = {"version": form.version.data, "shown_fen": form.shown_fen.data}
        return form.does(actions.fund_claim, claim, by=current_user, **told)

    return _decided(claim, FundForm, ClaimState.FUNDED, decide)


@bp.route("/claims/<int:claim_id>/return", methods=["GET", "POST"])
@requires(REVIEW_CLAIM)
def send_back(claim: Claim) -> ResponseReturnValue:
    def decide(form: DecisionForm) -> bool:
        return form.does(actions.return_claim, claim, by=current_user, **form.values())

    return _decided(claim, DecisionForm, ClaimState.RETURNED, decide)


@bp.route("/claims/<int:claim_id>/rejection", methods=["GET", "POST"])
@requires(REVIEW_CLAIM)
def reject(claim: Claim) -> ResponseReturnValue:
    def decide(form: DecisionForm) -> bool:
        return form.does(actions.reject_claim, claim, by=current_user, **form.values())

    return _decided(claim, DecisionForm, ClaimState.REJECTED, decide)


@bp.route("/claims/<int:claim_id>/payment", methods=["GET", "POST"])
@requires(REVIEW_CLAIM)
def pay(claim: Claim) -> ResponseReturnValue:
    def decide(form: PayForm) -> bool:
        return form.does(_pay, claim, form=form)

    return _decided(claim, PayForm, ClaimState.PAID, decide)


@bp.get("/claims/<int:claim_id>/voucher")
@requires(VIEW_CLAIM)
def voucher(claim: Claim) -> ResponseReturnValue:
    if claim.voucher is None:
        abort(404)
    note_once(f"storedfile:{claim.voucher.id}", contest_id=claim.contest_id)
    file = claim.voucher
    return attachment(file.digest, name=file.name, kind=file.kind)


# What is said once a claim has come to a state, and the page on which that is decided.
SAID: dict[ClaimState, tuple[Callable[[], str], str]] = {
    ClaimState.QUALIFIED: (lambda: _("资格审核已通过，转资金核定。"), "qualify"),
    ClaimState.FUNDED: (lambda: _("资金已核定，额度已扣减。"), "fund"),
    ClaimState.RETURNED: (lambda: _("申请已退回，理由已通知企业。"), "send_back"),
    ClaimState.REJECTED: (lambda: _("已决定不予补贴，理由已通知企业。"), "reject"),
    ClaimState.PAID: (lambda: _("拨付已记录。"), "pay"),
}


def _decided(
    claim: Claim, kind: Any, state: ClaimState, decide: Callable[[Any], bool]
) -> ResponseReturnValue:
    """Ask for a decision that leads to a state, take it, and say so; elsewhere go to the claim."""
    page = redirect(url_for(".show", claim_id=claim.id))
    form: DecidingForm = kind.submitted()
    if state not in CLAIM.moves[claim.state]:
        flash(_("申请已由他人办理，现在不能这样处理。"), "warning")
        return page
    said, template = SAID[state]
    if form.accepted and decide(form):
        flash(said(), "success")
        return page
    return _asked(claim, form, template), form.status


def _asked(claim: Claim, form: Any, template: str) -> str:
    told = shown(claim)
    form.version.process_data(claim.version)
    form.version.raw_data = None
    if "shown_fen" in form:
        form.shown_fen.process_data(told["computing"].fen)
        form.shown_fen.raw_data = None
    return render_template(f"awards/claims/{template}.html", form=form, accepts=PAPER, **told)


def _pay(claim: Claim, *, form: PayForm) -> None:
    actions.pay_claim(
        claim,
        by=current_user,
        version=form.version.data,
        paid_on=form.paid_on.data,
        reference=form.reference.data,
        voucher=taken("voucher"),
    )
