"""The log: who did what, when, and what was refused."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest import log_lines, verbs
from contest.core import asked
from contest.core.access import requires
from contest.models import User
from contest.policies.ledger import READ_LOG
from contest.queries import ledger as queries

bp = Blueprint("ledger", __name__, url_prefix="/log")


def _wanted() -> queries.Wanted:
    args = request.args
    return queries.Wanted(
        verb=args.get("verb", ""),
        actor=args.get("q", "").strip(),
        chain=args.get("chain", ""),
        refused=args.get("refused") == "yes",
        first=asked.day("first"),
        last=asked.day("last"),
    )


@bp.get("/")
@requires(READ_LOG)
def browse(user: User) -> ResponseReturnValue:
    chains = queries.chains_for(user)
    page = queries.page_of(chains, _wanted())
    return render_template(
        "contest/ledger/browse.html",
        page=page,
        chains=chains,
        actors=queries.actors_of(page.items),
        verbs=queries.verbs_in(chains),
        words_for=verbs.words_for,
        changes_in=log_lines.changes_in,
    )
