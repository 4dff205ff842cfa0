"""Nominations for the key R&D plan: the list, a nomination, and the decision on it."""

from __future__ import annotations

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards.actions import nominations as actions
from awards.actions.catalogue_import import note_catalogue_export
from awards.catalogue_words import NOMINATION_STATES
from awards.exports.nominations import nominations_table
from awards.forms.nominations import DecideNominationForm, NominationForm
from awards.forms.prizes import DecideForm
from awards.models import Award, FollowUpKind, Nomination
from awards.policies.nominations import (
    DECIDE_NOMINATION,
    LIST_NOMINATIONS,
    NOMINATE,
    VIEW_NOMINATION,
)
from awards.queries import nominations as queries
from awards.queries.awards import follow_up_of
from awards.queries.people import names_of
from awards.states import AwardState, NominationState
from contest.core.access import requires
from contest.core.db import db
from contest.core.serving import made_list
from contest.models import Body

bp = Blueprint("nominations", __name__, url_prefix="/nominations")


@bp.get("/")
@requires(LIST_NOMINATIONS)
def index(body: Body) -> ResponseReturnValue:
    search = _search()
    contests = queries.contests_of(body.id)
    return render_template(
        "awards/nominations/index.html",
        page=db.paginate(queries.of_body(body.id, search), per_page=25, error_out=False),
        asked=queries.asked_fen(body.id, search),
        contests=[(contest.id, contest.name) for contest in contests],
        years=[(year, year) for year in sorted({one.year for one in contests}, reverse=True)],
        sheet_of=_with_sheet(search, [contest.id for contest in contests]),
        states=[(state, name) for state, (name, _tone) in NOMINATION_STATES.items()],
    )


def _with_sheet(search: queries.Search, contests: list[int]) -> int | None:
    """Return the contest whose nominations are shown, where any was approved."""
    asked = search.contest_id or (contests[0] if len(contests) == 1 else None)
    return asked if asked in contests and queries.has_approved(asked) else None


def _search() -> queries.Search:
    """Return what the address asks for; what it does not understand does not narrow."""
    return queries.Search(
        words=request.args.get("q", ""),
        year=request.args.get("year", type=int),
        contest_id=request.args.get("contest", type=int),
        state=request.args.get("state", type=NominationState),
        sort=request.args.get("sort", ""),
    )


@bp.get("/list.<any(xlsx, csv):kind>")
@requires(LIST_NOMINATIONS)
def export(body: Body) -> ResponseReturnValue:
    kind = request.path.rpartition(".")[2]
    found = db.session.scalars(queries.of_body(body.id, _search()))
    content, name = nominations_table(found, kind), f"重点研发提名.{kind}"
    digest = hashlib.sha256(content).hexdigest()
    note_catalogue_export(body, by=current_user, reason=f"{name} sha256:{digest}")
    return made_list(content, name=name)


@bp.route("/of/<int:award_id>", methods=["GET", "POST"])
@requires(NOMINATE)
def propose(award: Award) -> ResponseReturnValue:
    if nomination := queries.nomination_of_award(award.id):
        return redirect(url_for(".show", nomination_id=nomination.id))
    form = NominationForm.of_winner(award)
    if form.accepted and form.does(
        actions.nominate, award, by=current_user, research=form.described()
    ):
        flash(_("已提名，由另一人决定。"), "success")
        return redirect(url_for(".show", nomination_id=form.result.id))
    return _proposal(award, form), form.status


def _proposal(award: Award, form: NominationForm) -> str:
    follow_up = follow_up_of(award.id, FollowUpKind.KEY_RD)
    return render_template(
        "awards/nominations/propose.html",
        award=award,
        form=form,
        follow_up=follow_up,
        refusal=DecideForm(formdata=None, version=follow_up.version) if follow_up else None,
        gone=award.state is AwardState.REVOKED,
    )


@bp.get("/<int:nomination_id>")
@requires(VIEW_NOMINATION)
def show(nomination: Nomination) -> ResponseReturnValue:
    form = DecideNominationForm(formdata=None, version=nomination.version)
    return _page(nomination, form), 200


def _page(nomination: Nomination, form: DecideNominationForm) -> str:
    return render_template(
        "awards/nominations/show.html",
        nomination=nomination,
        form=form,
        names=names_of(nomination.proposed_by_id, nomination.decided_by_id),
        may_act=DECIDE_NOMINATION.admits(current_user, nomination),
    )


@bp.route("/<int:nomination_id>/edit", methods=["GET", "POST"])
@requires(DECIDE_NOMINATION)
def edit(nomination: Nomination) -> ResponseReturnValue:
    form = NominationForm(obj=nomination)
    if form.accepted and form.does(
        actions.revise_nomination,
        nomination,
        by=current_user,
        version=form.version.data,
        research=form.described(),
    ):
        flash(_("已保存，由另一人决定。"), "success")
        return redirect(url_for(".show", nomination_id=nomination.id))
    page = render_template("awards/nominations/edit.html", form=form, nomination=nomination)
    return page, form.status


@bp.post("/<int:nomination_id>/decision")
@requires(DECIDE_NOMINATION)
def decide(nomination: Nomination) -> ResponseReturnValue:
    form = DecideNominationForm.submitted()
    if form.accepted and form.does(
        actions.decide_nomination,
        nomination,
        by=current_user,
        version=form.version.data,
        approved=form.decision.data == "yes",
        reason=form.reason.data,
    ):
        flash(_("决定已记录。"), "success")
        return redirect(url_for(".show", nomination_id=nomination.id))
    return _page(nomination, form), form.status
