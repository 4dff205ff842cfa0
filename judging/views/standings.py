"""The standings of a contest: the newest edition as a table, and the way to others."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.choosing import current_contest
from contest.core.access import requires
from contest.models import Contest, User
from judging import standings_words as words
from judging.explain import exact_text, plain
from judging.models import Edition, Standing
from judging.policies.standings import (
    EXPLAIN_ENTRY,
    VIEW_EDITION,
    VIEW_NEWEST,
    VIEW_STANDINGS,
)
from judging.queries.editions import editions_of, shown_edition
from judging.queries.explanations import (
    amended_marks,
    explanation_of,
    judges_of,
    level_with,
    steps_of,
    void_ballots,
)
from judging.queries.standings import Choice, page_of, ranked_challenges, unmarked_of
from judging.queries.ties import count_open_ties
from judging.states import EditionState

bp = Blueprint("standings", __name__)


def _choice() -> Choice:
    asked = request.args
    return Choice(
        words=asked.get("q", ""),
        challenge_id=asked.get("challenge", type=int),
        sort=asked.get("sort", "place"),
        page=asked.get("page", 1, type=int),
    )


def show_edition(contest: Contest, edition: Edition | None) -> str:
    """Draw the edition's table; without one, say what to do to get one."""
    if edition is None:
        return render_template("judging/standings/none.html", contest=contest)
    waits = edition.state is EditionState.COMPUTED
    return render_template(
        "judging/standings/show.html",
        words=words,
        contest=contest,
        edition=edition,
        editions=editions_of(contest.id),
        page=page_of(edition, _choice()),
        unmarked=unmarked_of(edition),
        challenges=ranked_challenges(edition),
        names=words.criterion_names(edition.rule_sheet),
        open_ties=count_open_ties(edition.id) if waits else 0,
    )


@bp.get("/standings")
@requires(VIEW_NEWEST)
def current(visitor: User) -> ResponseReturnValue:
    if contest := current_contest(visitor):
        return redirect(url_for(".show", contest_id=contest.id))
    return render_template("judging/standings/no_contest.html")


@bp.get("/contests/<int:contest_id>/standings")
@requires(VIEW_STANDINGS)
def show(contest: Contest) -> ResponseReturnValue:
    return show_edition(contest, shown_edition(contest.id))


@bp.get("/editions/<int:edition_id>")
@requires(VIEW_EDITION)
def edition(edition: Edition) -> ResponseReturnValue:
    return show_edition(edition.contest, edition)


@bp.get("/editions/<int:edition_id>/entries/<int:entry_id>")
@requires(EXPLAIN_ENTRY)
def explain(standing: Standing) -> ResponseReturnValue:
    steps = steps_of(standing)
    return render_template(
        "judging/standings/explain.html",
        words=words,
        standing=standing,
        edition=standing.edition,
        explanation=explanation_of(standing, steps),
        judges=judges_of(standing),
        level=level_with(standing),
        names=words.criterion_names(standing.edition.rule_sheet),
        struck=amended_marks(standing, steps),
        void=void_ballots(standing.entry_id),
        exact=exact_text,
        plain=plain,
    )
