"""A contest and a challenge for everybody, with the prizes and the rules they are judged by."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from awards.publicity import is_public
from awards.queries.prizes import prizes_of
from contest.core import clock
from contest.core.access import public
from contest.core.db import db
from contest.queries import published as queries
from contest.stepper import steps
from contest.views.challenges import bp as challenges
from contest.views.contests import bp as contests
from contest.views.published import public_details
from judging.queries.rulesheets import sealed_sheet


@contests.get("/contests/<int:contest_id>")
@public
def read(contest_id: int) -> ResponseReturnValue:
    contest = queries.contest(contest_id) or abort(404)
    found = db.session.scalars(queries.challenges(queries.Search(contest_id=contest_id))).all()
    return render_template(
        "contest/contests/read.html",
        contest=contest,
        steps=steps(contest, clock.now()),
        challenges=found,
        entered=queries.entry_counts([challenge.id for challenge in found]),
        is_publicised=is_public(contest),
        **_stakes(contest_id),
    )


@challenges.get("/challenges/<int:challenge_id>", endpoint="read")
@public
def read_challenge(challenge_id: int) -> ResponseReturnValue:
    challenge = queries.challenge(challenge_id) or abort(404)
    return render_template(
        "contest/challenges/read.html",
        **public_details(challenge),
        **_stakes(challenge.contest_id),
    )


def _stakes(contest_id: int) -> dict[str, Any]:
    """Return what can be won in a contest, and the sealed rules by which."""
    return {"prizes": prizes_of(contest_id), "rules": sealed_sheet(contest_id)}
