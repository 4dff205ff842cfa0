"""Signing in and out, and who was turned away."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest.core import asked
from contest.core.access import requires
from contest.models import User
from contest.policies.ledger import READ_LOG
from contest.queries import visits as queries

bp = Blueprint("visits", __name__, url_prefix="/log/sign-ins")


@bp.get("/")
@requires(READ_LOG)
def browse(user: User) -> ResponseReturnValue:
    wanted = queries.Wanted(
        name=request.args.get("q", "").strip(),
        refused=request.args.get("refused") == "yes",
        first=asked.day("first"),
        last=asked.day("last"),
    )
    page = queries.page_of(user, wanted)
    return render_template(
        "contest/visits/browse.html",
        page=page,
        visitors=queries.visitors_of(page.items),
        unknown=queries.unknown_lately(),
    )
