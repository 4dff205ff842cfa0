"""What an enterprise learns of its own entries once the standings are published."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from contest.core.access import requires
from contest.models import Entry, User
from judging import standings_words as words
from judging.policies.results import LIST_RESULTS, VIEW_RESULT
from judging.queries.results import result_of, results_for

bp = Blueprint("results", __name__)


@bp.get("/results")
@requires(LIST_RESULTS)
def index(visitor: User) -> ResponseReturnValue:
    return render_template("judging/results/index.html", results=results_for(visitor))


@bp.get("/entries/<int:entry_id>/result")
@requires(VIEW_RESULT)
def show(entry: Entry) -> ResponseReturnValue:
    return render_template("judging/results/show.html", words=words, result=result_of(entry.id))
