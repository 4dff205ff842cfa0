"""Ending server-side sessions before their time."""

from __future__ import annotations

from contest.core import clock
from contest.core.actions import action
from contest.models import SignIn, User


@action("sign_in.ended")
def end_sign_in(sign_in: SignIn, *, by: User) -> None:
    """End one session of one's own: a copy of its cookie opens nothing any more."""
    sign_in.ended_at = sign_in.ended_at or clock.now()
