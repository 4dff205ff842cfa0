"""How the judges of an edition differ, for those who must be able to say that it was fair."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.core.access import requires
from judging import agreement_words as words
from judging import standings_words
from judging.models import Edition
from judging.policies.standings import VIEW_EDITION, VIEW_JUDGE
from judging.queries.counted import Counted, Heard, counted_of, heard_in, names_of_judges
from judging.queries.standings import standings_of
from judging.statistics import Agreement, Given, agreement, deviations, figures, given

bp = Blueprint("agreement", __name__)


@bp.get("/editions/<int:edition_id>/judges")
@requires(VIEW_EDITION)
def index(edition: Edition) -> ResponseReturnValue:
    counted, heard = counted_of(edition), heard_in(edition.contest_id)
    made = _given(counted, heard)
    fewest = edition.contest.fewest_compared
    found = figures(made, fewest=fewest)
    return render_template(
        "judging/agreement/index.html",
        edition=edition,
        agrees=counted.agrees,
        figures=found,
        panels=_panels(made, heard, fewest),
        names=names_of_judges(made.judges),
        neutral={name: words.neutral_of(name, found) for name in words.FIGURES},
        fewest=fewest,
        words=words,
        standings_words=standings_words,
    )


@bp.get("/editions/<int:edition_id>/judges/<int:user_id>")
@requires(VIEW_JUDGE)
def show(edition: Edition) -> ResponseReturnValue:
    judge = int((request.view_args or {})["user_id"])
    counted = counted_of(edition)
    made = _given(counted, heard_in(edition.contest_id))
    fewest = edition.contest.fewest_compared
    every = figures(made, fewest=fewest)
    return render_template(
        "judging/agreement/show.html",
        edition=edition,
        agrees=counted.agrees,
        name=names_of_judges([judge])[judge],
        figure_of=next((one for one in every if one.judge == judge), None),
        deviations=deviations(made, judge),
        neutral={name: words.neutral_of(name, every) for name in words.FIGURES},
        lines={line.entry_id: line for line in standings_of(edition)},
        fewest=fewest,
        words=words,
        standings_words=standings_words,
    )


def _given(counted: Counted, heard: Heard) -> Given:
    """Return what was given, in the order it was heard; entries in no session come last."""
    entries = dict.fromkeys((*heard.order, *counted.roll.entries))
    order = [entry for entry in entries if entry in counted.roll.entries]
    return given(counted.roll, counted.rules, order)


def _panels(made: Given, heard: Heard, fewest: int) -> list[tuple[str, Agreement]]:
    return [
        (hearing.panel, agreement(made, hearing.entries, fewest=fewest))
        for hearing in heard.hearings
    ]
