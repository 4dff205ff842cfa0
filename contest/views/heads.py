"""The signed heads of a contest's log: to read, to take away, and whether they hold."""

from __future__ import annotations

import json

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.core import head_checks
from contest.core.access import requires
from contest.core.heads import SignedHead, heads_of, latest_head
from contest.models import Contest, User
from contest.policies.heads import CHECK_HEADS, VIEW_HEADS
from contest.verbs import words_for

bp = Blueprint("heads", __name__)


@bp.get("/contests/<int:contest_id>/heads")
@requires(VIEW_HEADS)
def show(contest: Contest) -> ResponseReturnValue:
    return render_template(
        "contest/heads/show.html",
        contest=contest,
        heads=heads_of(f"contest:{contest.id}")[::-1],
        amiss=head_checks.quick(),
        occasion=occasion,
    )


@bp.get("/contests/<int:contest_id>/heads.jsonl")
@requires(VIEW_HEADS)
def copy(contest: Contest) -> ResponseReturnValue:
    heads = heads_of(f"contest:{contest.id}")
    lines = (json.dumps(head.signed, sort_keys=True, separators=(",", ":")) for head in heads)
    answer = make_response("".join(f"{line}\n" for line in lines))
    answer.content_type = "application/jsonl; charset=utf-8"
    answer.headers["Content-Disposition"] = f"attachment; filename=heads-{contest.id}.jsonl"
    return answer


@bp.get("/log/heads")
@requires(CHECK_HEADS)
def check(visitor: User) -> ResponseReturnValue:
    return render_template("contest/heads/check.html", amiss=head_checks.quick())


@bp.app_template_global()
def log_head(contest_id: int) -> SignedHead | None:
    """Return the last signed head of a contest's log, to be printed where people keep paper."""
    return latest_head(f"contest:{contest_id}")


def occasion(why: str) -> str:
    """Return in words when a head was signed."""
    return _("每夜签署") if why == "nightly" else words_for(why)
