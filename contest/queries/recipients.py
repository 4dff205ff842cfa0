"""Whom to write to: people who have not left, by their mail addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, or_, select

from contest.core.db import db
from contest.models import Challenge, ConsortiumMember, Entry, Organisation, Role, User
from contest.states import EntryState


def _addresses(*conditions: ColumnElement[bool]) -> Sequence[str]:
    query = select(User.email).where(User.is_disabled.is_(False), *conditions)
    return db.session.scalars(query.order_by(User.id)).all()


def _entered(*conditions: ColumnElement[bool]) -> Sequence[str]:
    """Return the people of those who lead a standing entry, and of the members beside them."""
    stands = (Entry.state != EntryState.WITHDRAWN, *conditions)
    leads = select(Entry.enterprise_id).where(*stands)
    codes = select(ConsortiumMember.uscc).join(Entry).where(*stands)
    members = select(Organisation.id).where(Organisation.uscc.in_(codes))
    return _addresses(
        User.role == Role.ENTERPRISE,
        or_(User.organisation_id.in_(leads), User.organisation_id.in_(members)),
    )


def entrants_of_challenge(challenge_id: int) -> Sequence[str]:
    """Return the people of every consortium that entered, drafts too; not of who withdrew."""
    return _entered(Entry.challenge_id == challenge_id)


def entrants_of_contest(contest_id: int) -> Sequence[str]:
    """Return the people of every consortium with an entry in the contest, as above."""
    return _entered(Entry.contest_id == contest_id)


def people_of_issuer(issuer_id: int) -> Sequence[str]:
    """Return the people of a challenge's issuer."""
    return _addresses(User.role == Role.ISSUER, User.organisation_id == issuer_id)


def people_of_enterprise(enterprise_id: int) -> Sequence[str]:
    """Return the people of an enterprise."""
    return _addresses(User.role == Role.ENTERPRISE, User.organisation_id == enterprise_id)


def issuers_in_contest(contest_id: int) -> Sequence[str]:
    """Return the people of every issuer with a challenge in the contest."""
    issuers = select(Challenge.issuer_id).where(Challenge.contest_id == contest_id)
    return _addresses(User.role == Role.ISSUER, User.organisation_id.in_(issuers))


def issuers_of_body(body_id: int) -> Sequence[str]:
    """Return the people of every issuer that the body invited."""
    invited = select(Organisation.id).where(Organisation.body_id == body_id)
    return _addresses(User.role == Role.ISSUER, User.organisation_id.in_(invited))


def organizers_of_body(body_id: int) -> Sequence[str]:
    """Return the body's organizers."""
    return _addresses(User.role == Role.ORGANIZER, User.body_id == body_id)


def supervisors_of_body(body_id: int) -> Sequence[str]:
    """Return those who watch over the body's contests."""
    return _addresses(User.role == Role.SUPERVISOR, User.body_id == body_id)


def addresses_of(user_ids: Iterable[int]) -> Sequence[str]:
    """Return the addresses of these people."""
    return _addresses(User.id.in_(list(user_ids)))


def address_of(user_id: int) -> Sequence[str]:
    """Return one person's address, or nothing where they have left."""
    return _addresses(User.id == user_id)
