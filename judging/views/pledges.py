"""What a judge signs and declares on first signing in to a contest."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from contest.models import Contest
from judging.actions import pledges as actions
from judging.forms.pledges import DeclarationForm, PledgeForm
from judging.pledge_text import ARTICLES, pledge_digest
from judging.policies.pledges import SIGN_PLEDGE
from judging.queries.pledges import declarable, pledge_of, stood_back

bp = Blueprint("pledges", __name__)


@bp.get("/contests/<int:contest_id>/pledge")
@requires(SIGN_PLEDGE)
def show(contest: Contest) -> ResponseReturnValue:
    form = PledgeForm(text_digest=pledge_digest())
    pledge = pledge_of(current_user.id, contest.id)
    page = "judging/pledges/show.html"
    return render_template(page, contest=contest, form=form, pledge=pledge, articles=ARTICLES)


@bp.post("/contests/<int:contest_id>/pledge")
@requires(SIGN_PLEDGE)
def sign(contest: Contest) -> ResponseReturnValue:
    form = PledgeForm.submitted()
    if form.accepted and form.does(
        actions.sign_pledge, contest, by=current_user, text_digest=form.text_digest.data
    ):
        return redirect(url_for(".declaration", contest_id=contest.id))
    page = "judging/pledges/show.html"
    shown = render_template(page, contest=contest, form=form, pledge=None, articles=ARTICLES)
    return shown, form.status


def listed(contest: Contest, form: DeclarationForm) -> str:
    """Return the page of the declaration: of each entry only what tells whose it is."""
    turns = {str(slot.entry_id): slot for slot in declarable(current_user.id, contest.id)}
    return render_template(
        "judging/pledges/declaration.html",
        contest=contest,
        form=form,
        turns=turns,
        stood_back=stood_back(current_user.id, contest.id),
        pledge=pledge_of(current_user.id, contest.id),
    )


@bp.get("/contests/<int:contest_id>/declaration")
@requires(SIGN_PLEDGE)
def declaration(contest: Contest) -> ResponseReturnValue:
    if pledge_of(current_user.id, contest.id) is None:
        return redirect(url_for(".show", contest_id=contest.id))
    return listed(contest, DeclarationForm(listed=declarable(current_user.id, contest.id)))


@bp.post("/contests/<int:contest_id>/declaration")
@requires(SIGN_PLEDGE)
def declare(contest: Contest) -> ResponseReturnValue:
    form = DeclarationForm.submitted(listed=declarable(current_user.id, contest.id))
    if form.accepted and form.does(
        actions.declare,
        contest,
        by=current_user,
        conflicts=form.conflicts(),
        seen=form.seen(),
    ):
        flash(_("申报已记录，可以开始评审。"), "success")
        return redirect(url_for("ballots.desk"))
    return listed(contest, form), form.status
