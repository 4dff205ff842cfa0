"""A contest's awards: what was given, what follows from it, and the lists to take away."""

from __future__ import annotations

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import filing
from awards.actions import exports
from awards.actions import followups as actions
from awards.actions.plans import NoStandings
from awards.forms.prizes import DecideForm, ProposeForm
from awards.models import FollowUp
from awards.policies.plans import DECIDE_FOLLOW_UP, PROPOSE_AWARDS, VIEW_AWARDS, VIEW_LATEST
from awards.queries.awards import awards_of, follow_ups_of
from awards.queries.plans import plans_of, published_edition
from awards.queries.prizes import prizes_of
from contest.core.access import requires
from contest.core.serving import made_list
from contest.models import Contest

bp = Blueprint("awards", __name__)


@bp.get("/contests/<int:contest_id>/awards")
@requires(VIEW_AWARDS)
def show(contest: Contest) -> ResponseReturnValue:
    awards = awards_of(contest.id)
    return render_template(
        "awards/awards/show.html",
        contest=contest,
        awards=awards,
        total=sum(award.amount_fen for award in awards),
        follow_ups=follow_ups_of(contest.id),
        plans=plans_of(contest.id),
        prizes=prizes_of(contest.id),
        edition=published_edition(contest.id),
        form=ProposeForm(),
        may_propose=PROPOSE_AWARDS.admits(current_user, contest),
    )


@bp.get("/contests/<int:contest_id>/awards/list.<any(xlsx, pdf, csv):kind>")
@requires(VIEW_AWARDS)
def export(contest: Contest) -> ResponseReturnValue:
    return _sent(*filing.award_list(contest, _kind()), contest)


def _kind() -> str:
    return request.path.rpartition(".")[2]


def _sent(name: str, content: bytes, contest: Contest) -> ResponseReturnValue:
    """Log the export, then hand it over: what left the building is on record."""
    digest = hashlib.sha256(content).hexdigest()
    exports.note_export(contest, by=current_user, reason=f"{name} sha256:{digest}")
    return made_list(content, name=name)


@bp.get("/contests/<int:contest_id>/standings/sheet.<any(xlsx, pdf, csv):kind>")
@requires(VIEW_AWARDS)
def standings_sheet(contest: Contest) -> ResponseReturnValue:
    """The published standings, of one challenge (``?challenge=``) or of the whole contest."""
    edition = published_edition(contest.id)
    if edition is None:
        raise NoStandings
    wanted = request.args.get("challenge", type=int)
    return _sent(*filing.standings_sheet(contest, edition, wanted, _kind()), contest)


@bp.route("/follow-ups/<int:follow_up_id>", methods=["GET", "POST"])
@requires(DECIDE_FOLLOW_UP)
def decide(follow_up: FollowUp) -> ResponseReturnValue:
    form = DecideForm.submitted()
    if form.accepted and form.does(
        actions.decide_follow_up,
        follow_up,
        by=current_user,
        granted=form.granted.data == "yes",
        reason=form.reason.data,
    ):
        flash(_("决定已记录。"), "success")
        return redirect(url_for(".show", contest_id=follow_up.contest_id))
    return render_template("awards/awards/decide.html", form=form, it=follow_up), form.status


@bp.get("/awards")
@requires(VIEW_LATEST)
def current(contest: Contest) -> ResponseReturnValue:
    return redirect(url_for(".show", contest_id=contest.id))
