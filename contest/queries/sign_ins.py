"""Server-side sessions, as their owner and the security administrator see them."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from contest.core import clock
from contest.core.db import db
from contest.models import SignIn, Tablet, User


def open_of(user: User) -> list[SignIn]:
    """Return an account's sessions that have neither ended nor idled out, the latest first."""
    idle = timedelta(minutes=current_app.config["IDLE_MINUTES"])
    query = select(SignIn).where(
        SignIn.user_id == user.id,
        SignIn.ended_at.is_(None),
        SignIn.seen_at >= clock.now() - idle,
    )
    return list(db.session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc())))


def by_id(sign_in_id: int) -> SignIn | None:
    """Return a session by its number."""
    return db.session.get(SignIn, sign_in_id)


def open_at(tablet: Tablet) -> list[SignIn]:
    """Return the sessions opened at a tablet that have not ended, idle ones too."""
    query = select(SignIn).where(SignIn.tablet_id == tablet.id, SignIn.ended_at.is_(None))
    return list(db.session.scalars(query))
