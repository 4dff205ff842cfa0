"""Organisations and their people."""

from __future__ import annotations

from sqlalchemy import select

from contest.core.db import db
from contest.models import Body, Organisation, OrganisationKind, User


def enterprise_by_code(uscc: str) -> Organisation | None:
    """Return the enterprise of a unified social credit code."""
    kind = OrganisationKind.ENTERPRISE
    return db.session.scalar(select(Organisation).filter_by(uscc=uscc, kind=kind))


def issuer_of(body: Body, uscc: str) -> Organisation | None:
    """Return a body's issuer of a unified social credit code."""
    kind = OrganisationKind.ISSUER
    query = select(Organisation).filter_by(uscc=uscc, kind=kind, body_id=body.id)
    return db.session.scalar(query)


def issuer_names(body: Body) -> dict[str, str]:
    """Return the names of a body's issuers by their codes."""
    query = select(Organisation.uscc, Organisation.name).where(
        Organisation.kind == OrganisationKind.ISSUER, Organisation.body_id == body.id
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def members_of(organisation: Organisation) -> list[User]:
    """Return an organisation's people, the longest known first."""
    query = select(User).filter_by(organisation_id=organisation.id)
    return list(db.session.scalars(query.order_by(User.created_at, User.id)))
