"""What a person must have done before any page: an own password, and a second factor."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from contest.models import ADMINISTRATORS, Role, User
from contest.queries import accounts

NEED_SECOND_FACTOR = ADMINISTRATORS | {Role.ORGANIZER, Role.SUPERVISOR}


def must_set_up_second_factor(user: User) -> bool:
    """Return whether an authenticator app is still owed; demo accounts owe none."""
    needs = user.role in NEED_SECOND_FACTOR and not user.totp_confirmed
    return needs and not accounts.is_demo_account(user)


def own_password(user: User) -> ResponseReturnValue | None:
    """Send whoever still has a first password to change it; who came without one goes on.

    A judge at a tablet came by a card and a PIN of their own: that somebody else knows the
    password is of no account there, and is asked about where the password is typed.
    """
    at_tablet = user.sign_in is not None and user.sign_in.tablet_id is not None
    owes = user.must_change_password and not at_tablet
    return redirect(url_for("accounts.password")) if owes else None


def second_factor(user: User) -> ResponseReturnValue | None:
    """Send whoever needs a second factor and has none to set it up."""
    owes = must_set_up_second_factor(user)
    return redirect(url_for("accounts.second_step")) if owes else None
