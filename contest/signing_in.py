"""Server-side sessions: opened at sign-in, found again by a token, ended or revoked."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Flask, current_app, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from contest import browsers, hurdles, visits
from contest.core import access, clock
from contest.core.actions import operating
from contest.core.db import db
from contest.core.errors import SENTENCES, wants_json
from contest.core.limits import limiter
from contest.core.web import own_path
from contest.credentials import CodeUsed
from contest.links import token_hash
from contest.models import SignIn, Tablet, User

# How stale the time of the last visit may get, so that reading a page does not write.
SEEN_EVERY = timedelta(minutes=1)

# Built once: every request makes it. A session opened while its tablet was being revoked, and so
# not ended with it, opens nothing either.
_OPEN = (
    select(SignIn)
    .outerjoin(Tablet, Tablet.id == SignIn.tablet_id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.ended_at.is_(None),
        Tablet.revoked_at.is_(None),
    )
)


def open_sign_in(
    user: User,
    *,
    address: str,
    agent: str,
    second_factor: bool = False,
    code_step: int | None = None,
    tablet: Tablet | None = None,
) -> str:
    """Begin a server-side session and return its token, which only the browser keeps.

    It ends with its ``tablet``. ``code_step`` is of the one-time code that was typed; a second
    session by the same code, even at the same moment, is refused as ``CodeUsed``.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    sign_in = SignIn(
        token_hash=token_hash(token),
        user_id=user.id,
        started_at=now,
        seen_at=now,
        address=address,
        agent=agent[:200],
        second_factor=second_factor,
        code_step=code_step,
        tablet_id=tablet and tablet.id,
    )
    try:
        with visits.coming(user):
            db.session.add(sign_in)
    except IntegrityError:
        visits.turned_away(user, reason="验证码已用过")
        raise CodeUsed from None
    return token


def visitor_by(token: str) -> User | None:
    """Return who visits with this token, or None where its session has ended or idled out."""
    sign_in = db.session.scalar(_OPEN, {"token_hash": token_hash(token)})
    if sign_in is None or not sign_in.user.is_active:
        return None
    idle = clock.now() - sign_in.seen_at
    if idle > timedelta(minutes=current_app.config["IDLE_MINUTES"]):
        return None
    if idle > SEEN_EVERY:
        _note_visit(sign_in)
    sign_in.token, sign_in.user.sign_in = token, sign_in
    return sign_in.user


def _note_visit(sign_in: SignIn) -> None:
    with operating():
        sign_in.seen_at = clock.now()


def enter(user: User, token: str) -> None:
    """Make this browser the one that visits with ``token``; nothing of an earlier visitor stays."""
    session.clear()
    session.permanent = True
    sign_in = db.session.scalars(select(SignIn).where(SignIn.token_hash == token_hash(token))).one()
    sign_in.token, user.sign_in = token, sign_in
    login_user(user)


def leave(user: User) -> None:
    """Sign this browser out: a copy of its cookie opens nothing any more."""
    if user.sign_in:
        with visits.going(user):
            user.sign_in.ended_at = clock.now()
    logout_user()
    session.clear()


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a stranger to the sign-in page, and from there back to where they were going."""
    if wants_json():
        again = url_for("accounts.sign_in")
        return jsonify(error=str(SENTENCES[401]), sign_in=again), 401
    safe = request.method in {"GET", "HEAD"}
    onward = own_path(request.full_path.rstrip("?") if safe else request.referrer)
    return redirect(url_for("accounts.sign_in", next=onward))


def init_app(app: Flask) -> None:
    """Let the app know its visitors, and what they must have done before any page."""
    access.login_manager.init_app(app)
    access.login_manager.user_loader(visitor_by)
    access.login_manager.unauthorized_handler(ask_to_sign_in)
    access.hurdles[:] = [hurdles.own_password, hurdles.second_factor]
    limiter.init_app(app)
    app.jinja_env.filters["browser"] = browsers.name_of
