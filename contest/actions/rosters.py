"""Importing rosters: everybody who is new is invited, or nobody; twice is once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest import invitations
from contest.core.actions import action
from contest.core.db import db
from contest.models import (
    Body,
    Employment,
    JudgeProfile,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from contest.queries import accounts, organisations
from contest.rosters import IssuerRow, JudgeRow


@dataclass(frozen=True, slots=True)
class Imported:
    """How many people were invited, and how many were there already."""

    invited: int
    known: int


@action("issuers.imported")
def import_issuers(body: Body, *, rows: Sequence[IssuerRow], site: str, by: User) -> Imported:
    """Invite the people of a roster of issuers; ``EmailTaken`` undoes all of it."""
    holders = accounts.holders()
    new = [r for r in rows if not _is_here(holders.get(r.person.email), body, Role.ISSUER)]
    for row in new:
        issuer = organisations.issuer_of(body, row.uscc) or _add_issuer(body, row)
        ties = {"organisation_id": issuer.id, "body_id": body.id}
        invitations.invite(row.person, Role.ISSUER, site=site, inviter=body.name, **ties)
    return Imported(len(new), len(rows) - len(new))


@action("judges.imported")
def import_judges(body: Body, *, rows: Sequence[JudgeRow], site: str, by: User) -> Imported:
    """Invite the judges of a roster with their employers; ``EmailTaken`` undoes all of it."""
    holders = accounts.holders()
    new = [r for r in rows if not _is_here(holders.get(r.person.email), body, Role.JUDGE)]
    for row in new:
        judge = invitations.invite(
            row.person, Role.JUDGE, site=site, inviter=body.name, body_id=body.id
        )
        _add_profile(judge, row)
    return Imported(len(new), len(rows) - len(new))


def _is_here(holder: accounts.Holder | None, body: Body, role: Role) -> bool:
    return holder is not None and (holder.role, holder.body_id) == (role, body.id)


def _add_issuer(body: Body, row: IssuerRow) -> Organisation:
    issuer = Organisation(
        kind=OrganisationKind.ISSUER,
        name=row.organisation,
        uscc=row.uscc,
        region=row.region,
        body_id=body.id,
    )
    db.session.add(issuer)
    db.session.flush()
    return issuer


def _add_profile(judge: User, row: JudgeRow) -> None:
    db.session.add(
        JudgeProfile(user_id=judge.id, kind=row.kind, title=row.title, expertise=row.expertise)
    )
    for employer in row.employers:
        db.session.add(Employment(user_id=judge.id, **employer.columns()))
