"""The first page: for visitors the public one, for everybody else their desk."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from awards.desk import next_step_of, work_of
from awards.own_entries import own_entries_of
from awards.queries.overview import progress_of
from awards.views.overview import counts_of, life_of
from contest.choosing import choose, chosen_of, contests_of
from contest.core import clock
from contest.core.access import public, requires
from contest.core.db import db
from contest.models import Contest, Role, User
from contest.policies import VIEW_HOME
from contest.queries import published
from contest.rules import Phase, phase
from contest.stepper import steps
from contest.views.site import bp as site
from contest.words import ENTRY_STATES

# How many challenges the public first page shows of all that can be entered now.
SHOWN = 6
OVER = frozenset({Phase.CONCLUDED, Phase.CANCELLED})


@site.get("/")
@public
def home() -> ResponseReturnValue:
    return _desk() if current_user.is_authenticated else _landing()


def _landing() -> str:
    now = clock.now()
    is_open = published.challenges(published.Search(open_at=now)).limit(SHOWN)
    challenges = db.session.scalars(is_open).all()
    return render_template(
        "contest/landing.html",
        challenges=challenges,
        entered=published.entry_counts([challenge.id for challenge in challenges]),
        contests=_running(),
        figures=published.figures(),
        steps=steps,
    )


def _running() -> list[Contest]:
    now = clock.now()
    return [found for found in published.contests() if phase(found, now) not in OVER][:SHOWN]


@requires(VIEW_HOME)
def _desk(visitor: User) -> ResponseReturnValue:
    shown: dict[str, Any] = {"items": work_of(visitor), "next_step": next_step_of(visitor)}
    if visitor.role in {Role.ORGANIZER, Role.SUPERVISOR}:
        return render_template("awards/home/desk.html", **shown, **_contest_desk(visitor))
    if visitor.role is Role.ENTERPRISE:
        shown |= {"own_entries": own_entries_of(visitor), "words": ENTRY_STATES}
    return render_template("awards/home/own.html", **shown, contests=_running())


def _contest_desk(visitor: User) -> dict[str, Any]:
    """Return what an organizer or a supervisor sees of the contest their desk is about."""
    if (wanted := request.args.get("contest", type=int)) is not None:
        choose(wanted)
    contests = contests_of(visitor)
    contest = chosen_of(contests)
    return {"contests": contests, "contest": contest, **(_state_of(contest) if contest else {})}


def _state_of(contest: Contest) -> dict[str, Any]:
    progress, counts = progress_of(contest), counts_of(contest, ())
    life = life_of(contest, counts, progress)
    return {"steps": life, "counts": counts, "progress": progress}
