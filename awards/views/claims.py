"""Subsidy claims: lists, one claim, and what its enterprise does with it."""

from __future__ import annotations

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import claims as actions
from awards.actions.claim_reviews import note_claims_export
from awards.claim_page import WORDS, shown
from awards.claiming import require_editable
from awards.exports.claims import claim_list_xlsx
from awards.forms.claims import ClaimForm, PaperForm, WithdrawForm
from awards.models import Award, Claim, ClaimPaper
from awards.openings import note_once
from awards.policies.claims import (
    BEGIN_CLAIM,
    EDIT_CLAIM,
    EXPORT_CLAIMS,
    LIST_CLAIMS,
    READ_CLAIM_PAPER,
    REMOVE_CLAIM_PAPER,
    REVIEW_CLAIM,
    VIEW_CLAIM,
    owns_claim,
)
from awards.queries.claims import EDITABLE, Wanted, claimable, claims_seen_by
from awards.queries.schemes import schemes_of
from awards.states import CLAIM, ClaimState
from contest.core.access import requires
from contest.core.db import db
from contest.core.intake import Accepts, FileRefused, Kept, receive
from contest.core.money import yuan
from contest.core.paging import PER_PAGE
from contest.core.serving import attachment, made_list
from contest.models import Body, Role, User

bp = Blueprint("claims", __name__)

PAPER = Accepts(("pdf", "png", "jpg"), 20 * 1024 * 1024)


@bp.app_template_filter("yuan")
def yuan_figure(fen: int) -> str:
    """Write fen as the bare figure in yuan, for a column headed so: ``1,234.50``."""
    return f"{yuan(fen):,.2f}"


@bp.get("/subsidies/claims")
@requires(LIST_CLAIMS)
def browse(user: User) -> ResponseReturnValue:
    own = user.role is Role.ENTERPRISE
    return render_template(
        "awards/claims/own.html" if own else "awards/claims/browse.html",
        page=db.paginate(claims_seen_by(user, _wanted()), per_page=PER_PAGE),
        awards=claimable(user) if own else (),
        schemes=() if own else schemes_of(user.body_id),
        **WORDS,
    )


@bp.get("/subsidies/claims/list.xlsx")
@requires(EXPORT_CLAIMS)
def export(body: Body) -> ResponseReturnValue:
    content = claim_list_xlsx(db.session.scalars(claims_seen_by(current_user, _wanted())).all())
    name = _("保险补贴申请") + ".xlsx"
    digest = hashlib.sha256(content).hexdigest()
    note_claims_export(body, by=current_user, reason=f"{name} sha256:{digest}")
    return made_list(content, name=name)


@bp.post("/awards/<int:award_id>/claims")
@requires(BEGIN_CLAIM)
def begin(award: Award) -> ResponseReturnValue:
    claim = actions.begin_claim(award, by=current_user)
    return redirect(url_for(".edit", claim_id=claim.id))


@bp.get("/claims/<int:claim_id>")
@requires(VIEW_CLAIM)
def show(claim: Claim) -> ResponseReturnValue:
    return claim_page(claim, PaperForm())


def claim_page(claim: Claim, form: PaperForm) -> str:
    """Draw a claim's page, with the form of its papers."""
    own = owns_claim(current_user, claim)
    return render_template(
        "awards/claims/show.html",
        form=form,
        accepts=PAPER,
        may_edit=own and claim.state in EDITABLE,
        may_withdraw=own and ClaimState.WITHDRAWN in CLAIM.moves[claim.state],
        may_review=REVIEW_CLAIM.admits(current_user, claim),
        **shown(claim),
    )


@bp.route("/claims/<int:claim_id>/edit", methods=["GET", "POST"])
@requires(EDIT_CLAIM)
def edit(claim: Claim) -> ResponseReturnValue:
    form = ClaimForm.submitted(obj=claim)
    form.offer(claim)
    if form.accepted and form.does(actions.save_claim, claim, by=current_user, **form.values()):
        flash(_("已保存。请上传材料，核对后提交。"), "success")
        return redirect(url_for(".show", claim_id=claim.id))
    return render_template("awards/claims/edit.html", form=form, claim=claim), form.status


@bp.post("/claims/<int:claim_id>/papers")
@requires(EDIT_CLAIM)
def add_paper(claim: Claim) -> ResponseReturnValue:
    form = PaperForm.submitted()
    if form.accepted and form.does(_add, claim, form=form):
        flash(_("“%(name)s”已上传并通过检查。", name=form.result.file.name), "success")
        return redirect(url_for(".show", claim_id=claim.id, _anchor="papers"))
    return claim_page(claim, form), form.status


def _add(claim: Claim, *, form: PaperForm) -> ClaimPaper:
    require_editable(claim)
    kept = taken("file", required=True)
    return actions.add_claim_paper(
        claim,
        by=current_user,
        kind=form.kind.data,
        kept=kept,  # type: ignore[arg-type]  # required
        expires_on=form.expires_on.data,
    )


def taken(name: str, *, required: bool = False) -> Kept | None:
    """Take in the file that was sent under a name, if one was. Raise FileRefused."""
    file = request.files.get(name)
    if file is None or not file.filename:
        if required:
            raise FileRefused(_("请先选择要上传的文件。"))
        return None
    return receive(file.stream, name=file.filename, accepts=PAPER)  # type: ignore[arg-type]


@bp.get("/claims/<int:claim_id>/papers/<int:claim_paper_id>")
@requires(READ_CLAIM_PAPER)
def paper(paper: ClaimPaper) -> ResponseReturnValue:
    note_once(f"claimpaper:{paper.id}", contest_id=paper.contest_id)
    return attachment(paper.file.digest, name=paper.file.name, kind=paper.file.kind)


@bp.post("/claims/<int:claim_id>/papers/<int:claim_paper_id>/removal")
@requires(REMOVE_CLAIM_PAPER)
def remove_paper(paper: ClaimPaper) -> ResponseReturnValue:
    actions.remove_claim_paper(paper, by=current_user)
    flash(_("“%(name)s”已移除。", name=paper.file.name), "success")
    return redirect(url_for(".show", claim_id=paper.claim_id, _anchor="papers"))


@bp.post("/claims/<int:claim_id>/submission")
@requires(EDIT_CLAIM)
def submit(claim: Claim) -> ResponseReturnValue:
    version = request.form.get("version", type=int)
    actions.submit_claim(claim, by=current_user, version=version or 0)
    flash(_("申请已提交，等待资格审核。"), "success")
    return redirect(url_for(".show", claim_id=claim.id))


@bp.route("/claims/<int:claim_id>/withdrawal", methods=["GET", "POST"])
@requires(EDIT_CLAIM)
def withdraw(claim: Claim) -> ResponseReturnValue:
    form = WithdrawForm.submitted()
    if form.accepted and form.does(
        actions.withdraw_claim, claim, by=current_user, reason=form.reason.data
    ):
        flash(_("申请已撤回。"), "success")
        return redirect(url_for(".show", claim_id=claim.id))
    return render_template("awards/claims/withdraw.html", form=form, claim=claim), form.status


def _wanted() -> Wanted:
    given = request.args
    return Wanted(
        state=given.get("state", ""),
        scheme=given.get("scheme", type=int),
        text=given.get("q", "").strip(),
        sort=given.get("sort", "-at"),
    )
