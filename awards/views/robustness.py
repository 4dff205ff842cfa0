"""What would change who wins: the margin at each line, judges left out, other rules."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from awards.queries.cuts import cuts_of
from contest.core.access import requires
from judging import robustness_words as words
from judging import standings_words
from judging.models import Edition
from judging.policies.standings import VIEW_EDITION
from judging.queries.counted import Counted, counted_of, names_of_judges
from judging.queries.standings import StandingRow, standings_of
from judging.robustness_rows import RankingRows, rows_of
from judging.sensitivity import robustness, variations

bp = Blueprint("robustness", __name__)
PERCENTS = (5, 10, 20)
MOST_PERCENT = 50


@bp.get("/editions/<int:edition_id>/robustness")
@requires(VIEW_EDITION)
def show(edition: Edition) -> ResponseReturnValue:
    counted, percent = counted_of(edition), _percent(edition)
    lines = {str(line.entry_id): line for line in standings_of(edition)}
    found = _rows(counted, lines, percent) if counted.agrees else []
    return render_template(
        "judging/robustness/show.html",
        edition=edition,
        agrees=counted.agrees,
        rankings=found,
        names=_names(counted, lines),
        percent=percent,
        percents=sorted({*PERCENTS, edition.contest.sway_percent}),
        words=words,
        standings_words=standings_words,
    )


def _percent(edition: Edition) -> int:
    """Return by how much weights are varied: as asked for, or as the contest sets it."""
    asked = request.args.get("percent", type=int) or 0
    return asked if 0 < asked <= MOST_PERCENT else edition.contest.sway_percent


def _rows(counted: Counted, lines: dict[str, StandingRow], percent: int) -> list[RankingRows]:
    cuts = cuts_of(counted.edition.contest_id)
    return [
        rows_of(
            robustness(ranking, cuts, counted.steps, tried=variations(ranking, percent=percent)),
            lines,
            _title(ranking.challenge, lines),
        )
        for ranking in counted.rankings
    ]


def _title(challenge: int | None, lines: dict[str, StandingRow]) -> str:
    """Return the challenge's title; "" for the whole contest."""
    found = (line.challenge for line in lines.values() if line.challenge_id == challenge)
    return next(found, "")


def _names(counted: Counted, lines: dict[str, StandingRow]) -> words.Names:
    judges = {judge for of_entry in counted.roll.ballots.values() for judge in of_entry}
    criteria = standings_words.criterion_names(counted.edition.rule_sheet)
    return words.Names(lines, names_of_judges(sorted(judges)), criteria)
