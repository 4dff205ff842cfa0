"""Taking an announced award back: proposed by one, decided by another."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import revocations as actions
from awards.forms.payments import ApproveRevocationForm, ReturnRevocationForm, RevocationForm
from awards.models import Award, Revocation
from awards.policies.certificates import DECIDE_REVOCATION, PROPOSE_REVOCATION, VIEW_REVOCATION
from awards.queries.certificates import award_by, valid_certificate
from awards.queries.payments import planned_payouts, sums_of
from awards.queries.people import names_of
from awards.queries.revocations import revocations_of
from awards.states import AwardState, RevocationState
from contest import devices
from contest.core.access import requires
from contest.core.forms import Form
from contest.credentials import check_own_password

bp = Blueprint("revocations", __name__)


@bp.get("/awards/<int:award_id>/revocation")
@requires(VIEW_REVOCATION)
def show(award: Award) -> ResponseReturnValue:
    return _page(award)


def _page(award: Award, **forms: Form) -> str:
    found = revocations_of(award.id)
    waiting = next((one for one in found if one.state is RevocationState.PROPOSED), None)
    people = [number for one in found for number in (one.proposed_by_id, one.decided_by_id)]
    blank = {
        "proposal": RevocationForm(formdata=None),
        "approval": ApproveRevocationForm(formdata=None),
        "back": ReturnRevocationForm(formdata=None),
    }
    return render_template(
        "awards/revocations/show.html",
        award=award,
        revocations=found,
        waiting=waiting if award.state is AwardState.ANNOUNCED else None,
        names=names_of(*people),
        certificate=valid_certificate(award.id),
        planned=planned_payouts(award.id),
        sums=sums_of(award.id),
        may_act=PROPOSE_REVOCATION.admits(current_user, award),
        **(blank | forms),
    )


@bp.post("/awards/<int:award_id>/revocation")
@requires(PROPOSE_REVOCATION)
def propose(award: Award) -> ResponseReturnValue:
    form = RevocationForm.submitted()
    if form.accepted and form.does(
        actions.propose_revocation, award, by=current_user, reason=form.reason.data
    ):
        flash(_("撤销提议已登记，由另一人决定。"), "success")
        return redirect(url_for(".show", award_id=award.id))
    return _page(award, proposal=form), form.status


@bp.post("/revocations/<int:revocation_id>/approval")
@requires(DECIDE_REVOCATION)
def approve(revocation: Revocation) -> ResponseReturnValue:
    form = ApproveRevocationForm.submitted()
    if (
        form.accepted
        and form.does(
            check_own_password,
            current_user,
            password=form.password.data,
            origin=devices.origin(),
        )
        and form.does(actions.approve_revocation, revocation, by=current_user)
    ):
        flash(_("奖励已撤销，证书同时作废，未付的款项已停止。"), "success")
        return redirect(url_for(".show", award_id=revocation.award_id))
    return _page(award_by(revocation.award_id) or abort(404), approval=form), form.status


@bp.post("/revocations/<int:revocation_id>/return")
@requires(DECIDE_REVOCATION)
def give_back(revocation: Revocation) -> ResponseReturnValue:
    form = ReturnRevocationForm.submitted()
    if form.accepted and form.does(
        actions.return_revocation, revocation, by=current_user, reason=form.why.data
    ):
        flash(_("撤销提议已退回，奖励照常有效。"), "success")
        return redirect(url_for(".show", award_id=revocation.award_id))
    return _page(award_by(revocation.award_id) or abort(404), back=form), form.status
