"""Sessions without the sign-in page: checking a password costs more than what is measured."""

from __future__ import annotations

from typing import Any

from flask import Flask

from contest import signing_in
from contest.core.db import db
from contest.models import User


def cookie_of(app: Flask, user: int) -> str:
    """Sign a person in, by number, and return the cookie that their browser would hold."""
    person = db.session.get_one(User, user)
    token = signing_in.open_sign_in(person, address="127.0.0.1", agent="bench", second_factor=True)
    db.session.remove()
    return f"session={_signed(app, {'_user_id': token, '_fresh': True, '_permanent': True})}"


def _signed(app: Flask, session: dict[str, Any]) -> str:
    return str(app.session_interface.get_signing_serializer(app).dumps(session))  # type: ignore[attr-defined]
