"""Ending server-side sessions before their time."""

from __future__ import annotations

from contest.core import clock
from contest.core.actions import action
from contest.models import SignIn, User
from contest.queries import sign_ins


@action("sign_in.ended")
def end_sign_in(sign_in: SignIn, *, by: User) -> None:
    """End one session of one's own: a copy of its cookie opens nothing any more."""
    sign_in.ended_at = sign_in.ended_at or clock.now()


@action("sign_in.all_ended")
def end_all(user: User, *, by: User) -> None:
    """End every session of an account."""
    for sign_in in sign_ins.open_of(user):
        sign_in.ended_at = clock.now()
