"""Accounts as signing in reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, or_, select

from contest.backoff import Failures
from contest.core.db import db
from contest.models import (
    ADMINISTRATORS,
    Body,
    LinkPurpose,
    OneTimeLink,
    Organisation,
    Role,
    SignIn,
    SignInFailure,
    User,
)


def by_name(typed: str) -> User | None:
    """Return the account of a user name or e-mail address; case does not matter."""
    name = typed.strip().lower()
    return db.session.scalar(select(User).where(or_(User.username == name, User.email == name)))


def names_like(stem: str) -> set[str]:
    """Return the user names that begin with ``stem``."""
    query = select(User.username).where(User.username.startswith(stem, autoescape=True))
    return set(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who an e-mail address belongs to."""

    role: Role
    body_id: int | None
    uscc: str | None


def holders() -> dict[str, Holder]:
    """Return who each e-mail address belongs to."""
    query = select(User.email, User.role, User.body_id, Organisation.uscc)
    found = db.session.execute(query.outerjoin(User.organisation))
    return {email: Holder(role, body, uscc) for email, role, body, uscc in found}


def by_link(token_hash: str) -> OneTimeLink | None:
    """Return the one-time link of a token, used or not."""
    return db.session.scalar(select(OneTimeLink).where(OneTimeLink.token_hash == token_hash))


def open_links(user: User) -> list[OneTimeLink]:
    """Return an account's one-time links that were not used."""
    query = select(OneTimeLink).filter_by(user_id=user.id).where(OneTimeLink.used_at.is_(None))
    return list(db.session.scalars(query))


def resets_since(user: User, moment: datetime) -> int:
    """Return how many reset links that expire after a moment the account was sent."""
    query = select(func.count()).where(
        OneTimeLink.user_id == user.id,
        OneTimeLink.purpose == LinkPurpose.RESET,
        OneTimeLink.expires_at > moment,
    )
    return db.session.scalar(query) or 0


def failures_at(username: str, source: str, *, since: datetime) -> Failures:
    """Return the failed tries at one account from one source."""
    query = select(func.count(), func.max(SignInFailure.at)).where(
        SignInFailure.username == username,
        SignInFailure.address == source,
        SignInFailure.at > since,
    )
    number, last = db.session.execute(query).one()
    return Failures(number, last)


def accounts_failed_from(source: str, *, since: datetime) -> tuple[int, datetime | None]:
    """Return at how many accounts a source has failed, and when last."""
    query = select(func.count(distinct(SignInFailure.username)), func.max(SignInFailure.at)).where(
        SignInFailure.address == source, SignInFailure.at > since
    )
    number, last = db.session.execute(query).one()
    return number, last


def has_signed_in_from(user: User, address: str) -> bool:
    """Return whether the account has signed in from this address before."""
    found = select(SignIn.id).where(SignIn.user_id == user.id, SignIn.address == address)
    return db.session.scalar(found.limit(1)) is not None


def last_code_step(user: User) -> int:
    """Return the step of the newest one-time code that opened a session; -1 for none."""
    return db.session.scalar(select(func.max(SignIn.code_step)).filter_by(user_id=user.id)) or -1


def is_demo_account(user: User) -> bool:
    """Return whether an account belongs to a demo, where one-time codes are in nobody's hands.

    That is, to a demo body; or, for an administrator, to an installation that
    has demo bodies and no other.
    """
    if user.role in ADMINISTRATORS:
        kinds = set(db.session.scalars(select(Body.is_demo).distinct()))
        return kinds == {True}
    return user.body is not None and user.body.is_demo
