"""The log: who did what, when, and what was refused."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from contest import log_lines, verbs
from contest.core.access import requires
from contest.models import User
from contest.policies.ledger import READ_LOG
from contest.queries import ledger as queries

bp = Blueprint("ledger", __name__, url_prefix="/log")


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _wanted() -> queries.Wanted:
    asked = request.args
    return queries.Wanted(
        verb=asked.get("verb", ""),
        actor=asked.get("q", "").strip(),
        chain=asked.get("chain", ""),
        refused=asked.get("refused") == "yes",
        first=_day("first"),
        last=_day("last"),
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
