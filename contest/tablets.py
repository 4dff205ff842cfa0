"""The tablet that a request comes from, and how a browser becomes one.

Not to be taken for ``contest.devices``: that a browser is known lets nobody in; with a
tablet's cookie its judge's PIN does.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Response, current_app, request

from contest.browsers import name_of
from contest.core import clock
from contest.core.db import db
from contest.links import new_token, token_hash
from contest.models import Ending, Tablet, User
from contest.models.tablets import GOOD_FOR
from contest.queries import sign_ins
from contest.queries import tablets as queries

COOKIE = "tablet"
# Where a judge goes on. The page stands in the package above, which this one may not import.
DESK = "ballots.desk"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Bound:
    """A tablet with the secret that its browser alone shall keep."""

    tablet: Tablet
    token: str


def seen() -> Tablet | None:
    """Return the tablet whose cookie the request carries, good or not."""
    token = request.cookies.get(COOKIE)
    return queries.by_token(token) if token else None


def here() -> Tablet | None:
    """Return the tablet that the request comes from, or None where it is none, or no longer."""
    found = seen()
    return found if found and found.is_good(clock.now()) else None


def keep(response: Response, token: str) -> None:
    """Let the browser keep that it is a tablet: out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(GOOD_FOR.total_seconds()),
        httponly=True,
        samesite="Strict",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def bind(judge: User, name: str, *, instead_of: Tablet | None) -> Bound:
    """Make a browser a judge's tablet, inside an action; what it was before ends."""
    if instead_of is not None and instead_of.revoked_at is None:
        revoke(instead_of, Ending.REPLACED, by=judge)
    token = new_token()
    tablet = Tablet(
        judge_id=judge.id,
        name=name[:LONGEST_NAME] or name_of(request.user_agent.string),
        token_hash=token_hash(token),
        export_key=secrets.token_hex(32),
        created_at=clock.now(),
    )
    db.session.add(tablet)
    db.session.flush()
    return Bound(tablet, token)


def revoke(tablet: Tablet, ending: Ending, *, by: User | None) -> None:
    """End a tablet and every session opened at it, inside an action."""
    tablet.revoked_at, tablet.ending = clock.now(), ending
    tablet.revoked_by_id = by.id if by else None
    for sign_in in sign_ins.open_at(tablet):
        sign_in.ended_at = clock.now()


def hidden(name: str) -> str:
    """Return as much of a name as its owner needs to know that they are meant: ``王**``."""
    return f"{name[:1]}**"
