"""Ties that people decide: what waits for them, and recording what they decided."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from contest.core.access import requires
from judging import standings_words as words
from judging.actions import ties as actions
from judging.forms.ties import TieForm
from judging.models import Edition
from judging.policies.standings import DECIDE_TIE, VIEW_EDITION
from judging.queries.ties import Decided, OpenTie, decisions_of, open_ties_of
from judging.views.standings import bp

Forms = list[tuple[OpenTie | Decided, TieForm]]


def _forms(edition: Edition) -> tuple[Forms, Forms]:
    """Return the ties still to be decided, and the decisions, each with the form to do so."""
    decided = decisions_of(edition)
    answered = {(decision.method, frozenset(decision.equals)) for decision in decided}
    waiting = [
        tie for tie in open_ties_of(edition) if (tie.method, frozenset(tie.equals)) not in answered
    ]
    return (
        [(tie, TieForm.about(tie.equals)) for tie in waiting],
        [(decision, TieForm.about(decision.equals)) for decision in decided],
    )


def _page(edition: Edition, waiting: Forms, decided: Forms) -> str:
    return render_template(
        "judging/standings/ties.html",
        words=words,
        edition=edition,
        waiting=waiting,
        decided=decided,
    )


@bp.get("/editions/<int:edition_id>/ties")
@requires(VIEW_EDITION)
def ties(edition: Edition) -> ResponseReturnValue:
    return _page(edition, *_forms(edition))


@bp.post("/editions/<int:edition_id>/ties")
@requires(DECIDE_TIE)
def decide_tie(edition: Edition) -> ResponseReturnValue:
    waiting, decided = _forms(edition)
    for tie, form in (*waiting, *decided):
        said = {"method": tie.method, "by": current_user, **form.values()}
        if form.accepted and form.does(actions.decide_tie, edition, **said):
            flash(_("裁定已登记。请重新计算，新的名次才会生效。"), "success")
            return redirect(url_for(".ties", edition_id=edition.id))
    return _page(edition, waiting, decided), 422
