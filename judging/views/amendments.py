"""Amendments: the list, the proposal, the judge's signature, the co-signature, the application."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest import devices
from contest.core.access import requires
from contest.credentials import check_own_secret
from contest.models import Contest
from judging import amendment_words as words
from judging import occasions
from judging.actions import amendments as actions
from judging.comparing import untold
from judging.forms.amendments import (
    CancelForm,
    DigestForm,
    ProposalForm,
    SignForm,
    proposal_form,
)
from judging.models import Amendment
from judging.policies.amendments import (
    APPLY_AMENDMENT,
    COSIGN_AMENDMENT,
    PROPOSE_AMENDMENT,
    SIGN_AMENDMENT,
    VIEW_AMENDMENT,
    VIEW_AMENDMENTS,
)
from judging.queries import amendments as queries
from judging.queries.ballots import rubric_of
from judging.queries.editions import published_edition
from judging.queries.previews import names_of, preview_of
from judging.states import OPEN_AMENDMENTS, AmendmentState

bp = Blueprint("amendments", __name__)


@bp.get("/contests/<int:contest_id>/amendments")
@requires(VIEW_AMENDMENTS)
def index(contest: Contest) -> ResponseReturnValue:
    found = queries.amendments_of(contest.id)
    return render_template(
        "judging/amendments/index.html",
        contest=contest,
        found=found,
        open=OPEN_AMENDMENTS,
        runs=PROPOSE_AMENDMENT.admits(current_user, contest),
        words=words,
    )


@bp.get("/contests/<int:contest_id>/amendments/ballots")
@requires(PROPOSE_AMENDMENT)
def choose(contest: Contest) -> ResponseReturnValue:
    asked = request.args.get("q", "")
    chosen = queries.ballots_by(contest.id, _chosen())
    ballots, total = queries.ballots_like(contest.id, asked)
    return render_template(
        "judging/amendments/choose.html",
        contest=contest,
        asked=asked,
        chosen=chosen,
        ballots=[ballot for ballot in ballots if ballot not in chosen],
        total=total,
        objection=_objection(),
    )


def _chosen() -> list[int]:
    return request.args.getlist("ballot", type=int)[: queries.MOST_OFFERED]


@bp.route("/contests/<int:contest_id>/amendments/new", methods=["GET", "POST"])
@requires(PROPOSE_AMENDMENT)
def propose(contest: Contest) -> ResponseReturnValue:
    form, published = _proposal(contest), published_edition(contest.id)
    if not form.ballots:
        return redirect(url_for(".choose", contest_id=contest.id, objection=_objection()))
    if form.accepted and form.does(
        actions.propose_amendment,
        contest,
        by=current_user,
        request=form.request(_objection()),
        reason=form.reason.data,
    ):
        flash(_("已提出，等待专家用本人的 PIN 或密码签认。"), "success")
        return redirect(url_for(".show", amendment_id=form.result.id))
    page = "judging/amendments/propose.html"
    shown = {"contest": contest, "form": form, "published": published, "objection": _objection()}
    return render_template(page, **shown), form.status


def _objection() -> int | None:
    """Return the number of the objection that leads to the amendment, which addresses carry on."""
    return request.args.get("objection", type=int)


def _proposal(contest: Contest) -> ProposalForm:
    lines = rubric_of(contest.id)
    ballots = queries.ballots_by(contest.id, _chosen())
    stands = {ballot.id: queries.marks_in_words(ballot, lines) for ballot in ballots}
    published = published_edition(contest.id) is not None
    form: ProposalForm = proposal_form(ballots, lines, stands).asking(
        published=published, occasion=occasions.told(contest, _objection())
    )
    return form


@bp.get("/amendments/<int:amendment_id>")
@requires(VIEW_AMENDMENT)
def show(amendment: Amendment) -> ResponseReturnValue:
    return _page(amendment)


def _page(
    amendment: Amendment, *, cosigning: DigestForm | None = None, ending: CancelForm | None = None
) -> str:
    preview = preview_of(amendment) if amendment.state in OPEN_AMENDMENTS else None
    told: dict[str, Any] = amendment.preview
    rows = preview.comparison.shown if preview else untold(told.get("changes", ()))
    return render_template(
        "judging/amendments/show.html",
        amendment=amendment,
        words=words,
        preview=preview,
        content=preview.content if preview else told,
        digest=preview.digest if preview else amendment.preview_digest,
        rows=rows,
        names=names_of([row.entry for row in rows]),
        lines=preview.sheet.criteria if preview else rubric_of(amendment.contest_id),
        cosigning=cosigning or DigestForm(formdata=None, digest=preview and preview.digest),
        ending=ending or CancelForm(formdata=None),
    )


@bp.post("/amendments/<int:amendment_id>/cosignature")
@requires(COSIGN_AMENDMENT)
def cosign(amendment: Amendment) -> ResponseReturnValue:
    form = DigestForm.submitted()
    if form.accepted and form.does(
        actions.cosign_amendment, amendment, by=current_user, **form.values()
    ):
        flash(_("已会签。组委会适用之前，结果如有变化须重新会签。"), "success")
        return redirect(url_for(".show", amendment_id=amendment.id))
    return _page(amendment, cosigning=_again(form)), 409


def _again(form: DigestForm) -> DigestForm:
    """Return the form that offers what holds now, with what was said about the last try."""
    offered = DigestForm(formdata=None)
    offered.form_errors = list(form.form_errors)
    return offered


@bp.post("/amendments/<int:amendment_id>/application")
@requires(APPLY_AMENDMENT)
def apply(amendment: Amendment) -> ResponseReturnValue:
    form = CancelForm(formdata=None)
    if form.does(actions.apply_amendment, amendment, by=current_user):
        flash(_("更正已适用。"), "success")
        return redirect(url_for(".show", amendment_id=amendment.id))
    return _page(amendment, ending=form), 409


@bp.post("/amendments/<int:amendment_id>/cancellation")
@requires(APPLY_AMENDMENT)
def cancel(amendment: Amendment) -> ResponseReturnValue:
    form = CancelForm.submitted()
    if form.accepted and form.does(
        actions.cancel_amendment, amendment, by=current_user, **form.values()
    ):
        flash(_("这份更正已取消，留存备查；评分没有改动。"), "success")
        return redirect(url_for(".index", contest_id=amendment.contest_id))
    return _page(amendment, ending=form), form.status


@bp.route("/amendments/<int:amendment_id>/signature", methods=["GET", "POST"])
@requires(SIGN_AMENDMENT)
def sign(amendment: Amendment) -> ResponseReturnValue:
    form = SignForm.submitted()
    if form.accepted and form.does(_sign, amendment, typed=form.secret.data):
        flash(_("您已签认这份更正。"), "success")
        return redirect(url_for("ballots.desk"))
    return _signing(amendment, form), form.status


def _sign(amendment: Amendment, *, typed: str) -> None:
    """Ask who the judge is, then let them sign each ballot of theirs."""
    check_own_secret(current_user, typed=typed, origin=devices.origin())
    for one in _own(amendment):
        if one.signed_at is None:
            actions.sign_amendment(one, by=current_user)


@bp.post("/amendments/<int:amendment_id>/refusal")
@requires(SIGN_AMENDMENT)
def decline(amendment: Amendment) -> ResponseReturnValue:
    form = CancelForm.submitted()
    if form.accepted and form.does(
        actions.decline_amendment, amendment, by=current_user, **form.values()
    ):
        flash(_("您没有同意，这份更正已取消；您的评分没有改动。"), "success")
        return redirect(url_for("ballots.desk"))
    return _signing(amendment, SignForm(formdata=None), form), form.status


def _signing(amendment: Amendment, form: SignForm, refusal: CancelForm | None = None) -> str:
    return render_template(
        "judging/amendments/sign.html",
        amendment=amendment,
        own=_own(amendment),
        waits=amendment.state is AmendmentState.PROPOSED,
        lines=rubric_of(amendment.contest_id),
        words=words,
        form=form,
        refusal=refusal or CancelForm(formdata=None),
    )


def _own(amendment: Amendment) -> list[Any]:
    return [one for one in amendment.ballots if one.judge_id == current_user.id]
