"""Task agreements with their versions."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from awards.models import Agreement, AgreementVersion, Award
from contest.core.db import db
from contest.models import Challenge, Entry


def agreement_by(agreement_id: int) -> Agreement | None:
    """Return an agreement with its award and versions, in two statements."""
    path = joinedload(Agreement.award)
    query = (
        select(Agreement)
        .where(Agreement.id == agreement_id)
        .options(
            path.joinedload(Award.enterprise),
            path.joinedload(Award.contest),
            path.joinedload(Award.entry).joinedload(Entry.challenge).joinedload(Challenge.issuer),
            selectinload(Agreement.versions).joinedload(AgreementVersion.file),
        )
    )
    return db.session.scalar(query)


def version_by(version_id: int) -> AgreementVersion | None:
    """Return a version of an agreement."""
    return db.session.get(AgreementVersion, version_id)


def agreement_of(award_id: int) -> Agreement | None:
    """Return the agreement of an award with its versions, or None."""
    query = select(Agreement).where(Agreement.award_id == award_id)
    return db.session.scalar(query.options(selectinload(Agreement.versions)))


def agreement_in_force(award_id: int) -> AgreementVersion | None:
    """Return the newest signed version of an award's agreement, or None."""
    query = (
        select(AgreementVersion)
        .join(AgreementVersion.agreement)
        .where(Agreement.award_id == award_id, AgreementVersion.signed_on.is_not(None))
        .order_by(AgreementVersion.number.desc())
    )
    return db.session.scalar(query.limit(1))


def versions_of_contest(contest_id: int) -> list[AgreementVersion]:
    """Return the newest version of each agreement of a contest, for its archive."""
    query = select(Agreement).where(Agreement.contest_id == contest_id).order_by(Agreement.id)
    found = db.session.scalars(query.options(selectinload(Agreement.versions)))
    return [agreement.latest for agreement in found]
