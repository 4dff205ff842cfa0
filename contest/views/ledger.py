"""The log: who did what, when, and what was refused."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest import log_lines, things, verbs
from contest.core import asked
from contest.core.access import requires
from contest.models import Role, User
from contest.policies.ledger import READ_LOG
from contest.queries import ledger as queries

bp = Blueprint("ledger", __name__, url_prefix="/log")

# Where a supervisor looks at what a line is about: the page, and what it calls the number.
LINKS = {
    "contest": ("contests.show", "contest_id"),
    "challenge": ("challenges.show", "challenge_id"),
    "entry": ("entries.show", "entry_id"),
}


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
    chains = queries.chains_for(user) | {
        chain: _("%(name)s（已删除）", name=name)
        for chain, name in queries.deleted_contests(user).items()
    }
    lines = queries.readable(user, chains)
    page = queries.page_of(lines, _wanted())
    return render_template(
        "contest/ledger/browse.html",
        page=page,
        chains=chains,
        actors=queries.actors_of(page.items),
        names=queries.names_of(page.items),
        verbs=queries.verbs_in(lines),
        words_for=verbs.words_for,
        called=things.called,
        changes_in=log_lines.changes_in,
        links=LINKS if user.role is Role.SUPERVISOR else {},
    )
