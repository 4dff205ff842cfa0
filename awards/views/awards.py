"""A contest's awards: what was given, what follows from it, and the lists to take away."""

from __future__ import annotations

import hashlib

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from awards import filing
from awards.actions import exports
from awards.actions import followups as actions
from awards.actions.plans import NoStandings
from awards.forms.prizes import DecideForm, ProposeForm
from awards.models import FollowUp, FollowUpKind
from awards.policies.plans import (
    DECIDE_FOLLOW_UP,
    PROPOSE_AWARDS,
    VIEW_AWARDS,
    VIEW_FOLLOW_UP,
    VIEW_LATEST,
)
from awards.queries.awards import awards_of, follow_ups_of, revoked_awards_of
from awards.queries.catalogue import item_of_award
from awards.queries.nominations import nomination_of_award
from awards.queries.payments import sums_by_award
from awards.queries.people import names_of
from awards.queries.plans import plans_of
from awards.queries.prizes import prizes_of
from awards.states import AwardState
from contest.core.access import requires
from contest.core.asked import number
from contest.core.db import db
from contest.core.serving import made_list
from contest.models import Challenge, Contest
from judging.queries.editions import published_edition

bp = Blueprint("awards", __name__)


@bp.get("/contests/<int:contest_id>/awards")
@requires(VIEW_AWARDS)
def show(contest: Contest) -> ResponseReturnValue:
    return awards_page(contest, ProposeForm())


def awards_page(contest: Contest, form: ProposeForm) -> str:
    """Draw the page of a contest's awards, with the form to propose them."""
    awards, revoked = awards_of(contest.id), revoked_awards_of(contest.id)
    sums = sums_by_award(revoked)
    return render_template(
        "awards/awards/show.html",
        contest=contest,
        awards=awards,
        revoked=revoked,
        sums=sums,
        total=sum(award.amount_fen for award in awards),
        follow_ups=follow_ups_of(contest.id),
        plans=plans_of(contest.id),
        prizes=prizes_of(contest.id),
        edition=published_edition(contest.id),
        form=form,
        may_propose=PROPOSE_AWARDS.admits(current_user, contest),
    )


@bp.get("/contests/<int:contest_id>/awards/list.<any(xlsx, pdf, csv):kind>")
@requires(VIEW_AWARDS)
def export(contest: Contest) -> ResponseReturnValue:
    return hand_over(*filing.award_list(contest, _kind()), contest)


def _kind() -> str:
    return request.path.rpartition(".")[2]


def hand_over(name: str, content: bytes, contest: Contest) -> ResponseReturnValue:
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
    wanted = _challenge(contest)
    return hand_over(*filing.standings_sheet(contest, edition, wanted, _kind()), contest)


def _challenge(contest: Contest) -> Challenge | None:
    """Return the challenge that was asked for, None for all of them; another's is not found."""
    if not (asked := request.args.get("challenge")):
        return None
    try:
        found = db.session.get(Challenge, number(asked))
    except ValueError:
        abort(404)
    if found is None or found.contest_id != contest.id:
        abort(404)
    return found


@bp.get("/follow-ups/<int:follow_up_id>")
@requires(VIEW_FOLLOW_UP)
def follow_up(follow_up: FollowUp) -> ResponseReturnValue:
    if page := _where_it_is_decided(follow_up):
        return redirect(page)
    return _decision_page(follow_up, DecideForm(version=follow_up.version))


def _where_it_is_decided(follow_up: FollowUp) -> str | None:
    """Return the page of what was proposed for it, or the one on which that may be done."""
    number, may_propose = follow_up.award_id, DECIDE_FOLLOW_UP.admits(current_user, follow_up)
    if follow_up.kind is FollowUpKind.CATALOGUE:
        if item := item_of_award(number):
            return url_for("catalogue_items.show", item_id=item.id)
        return url_for("catalogue_items.propose", award_id=number) if may_propose else None
    if follow_up.kind is FollowUpKind.KEY_RD:
        if nomination := nomination_of_award(number):
            return url_for("nominations.show", nomination_id=nomination.id)
        return url_for("nominations.propose", award_id=number) if may_propose else None
    return None


@bp.post("/follow-ups/<int:follow_up_id>")
@requires(DECIDE_FOLLOW_UP)
def decide(follow_up: FollowUp) -> ResponseReturnValue:
    form = DecideForm.submitted()
    if form.accepted and form.does(
        actions.decide_follow_up,
        follow_up,
        by=current_user,
        version=form.version.data,
        granted=form.granted.data == "yes",
        reason=form.reason.data,
    ):
        flash(_("决定已记录。"), "success")
        return redirect(url_for(".show", contest_id=follow_up.contest_id))
    return _decision_page(follow_up, form), form.status


def _decision_page(follow_up: FollowUp, form: DecideForm) -> str:
    may_decide = DECIDE_FOLLOW_UP.admits(current_user, follow_up)
    open_to_decision = follow_up.award.state is not AwardState.REVOKED
    return render_template(
        "awards/awards/decide.html",
        form=form,
        it=follow_up,
        may_decide=may_decide and open_to_decision,
        names=names_of(follow_up.decided_by_id),
    )


@bp.get("/awards")
@requires(VIEW_LATEST)
def current(contest: Contest) -> ResponseReturnValue:
    return redirect(url_for(".show", contest_id=contest.id))
