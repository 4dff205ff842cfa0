"""Certificates of awards, and how they are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from awards.models import Award, Certificate
from awards.states import AwardState, CertificateState
from contest.core.db import db
from contest.models import Body, Entry


def certificates_of(award_id: int) -> Sequence[Certificate]:
    """Return an award's certificates, the newest first."""
    query = select(Certificate).where(Certificate.award_id == award_id)
    return db.session.scalars(query.order_by(Certificate.id.desc())).all()


def valid_certificate(award_id: int) -> Certificate | None:
    """Return the award's certificate that is valid, or None."""
    query = select(Certificate).where(
        Certificate.award_id == award_id, Certificate.state == CertificateState.VALID
    )
    return db.session.scalar(query)


def has_certificate(award_id: int) -> bool:
    """Return whether an award was ever certified, and so announced."""
    query = select(Certificate.id).where(Certificate.award_id == award_id)
    return db.session.scalar(query.limit(1)) is not None


def certificate_by(certificate_id: int) -> Certificate | None:
    """Return a certificate with its award and contest."""
    query = select(Certificate).where(Certificate.id == certificate_id)
    return db.session.scalar(
        query.options(joinedload(Certificate.award), joinedload(Certificate.contest))
    )


def certificate_coded(code: str) -> Certificate | None:
    """Return the certificate that bears a code."""
    query = select(Certificate).where(Certificate.code == code)
    return db.session.scalar(query.options(joinedload(Certificate.award)))


def successor_of(certificate: Certificate) -> Certificate | None:
    """Return the certificate that was issued in place of this one."""
    return db.session.scalar(select(Certificate).where(Certificate.replaces_id == certificate.id))


def certificates_in(contest_id: int) -> list[Certificate]:
    """Return a contest's valid certificates by their numbers."""
    query = select(Certificate).where(
        Certificate.contest_id == contest_id, Certificate.state == CertificateState.VALID
    )
    return list(db.session.scalars(query.order_by(Certificate.sequence)))


def next_sequence(body_id: int, year: int) -> int:
    """Return the next number of a body's certificates of a year, its body locked meanwhile.

    Contests of a body do not wait for each other else: the lock keeps the numbers apart.
    """
    db.session.execute(select(Body.id).where(Body.id == body_id).with_for_update())
    query = select(func.max(Certificate.sequence)).where(
        Certificate.body_id == body_id, Certificate.year == year
    )
    return (db.session.scalar(query) or 0) + 1


def award_by(award_id: int) -> Award | None:
    """Return an award with all that its pages name."""
    query = select(Award).where(Award.id == award_id)
    return db.session.scalar(
        query.options(
            joinedload(Award.contest),
            joinedload(Award.enterprise),
            joinedload(Award.prize),
            joinedload(Award.entry).joinedload(Entry.challenge),
        )
    )


def announced_of(enterprise_id: int) -> Sequence[Award]:
    """Return the announced awards of an enterprise, and those revoked since, newest first."""
    query = (
        select(Award)
        .where(
            Award.enterprise_id == enterprise_id,
            Award.announcement_id.is_not(None),
            Award.state.in_([AwardState.ANNOUNCED, AwardState.REVOKED]),
        )
        .options(joinedload(Award.contest), joinedload(Award.entry), joinedload(Award.prize))
    )
    return db.session.scalars(query.order_by(Award.id.desc())).all()


def issued_at_of(awards: Sequence[Award]) -> dict[int, datetime]:
    """Return when each award got its valid certificate, by the award's number."""
    query = select(Certificate.award_id, Certificate.issued_at).where(
        Certificate.award_id.in_([award.id for award in awards]),
        Certificate.state == CertificateState.VALID,
    )
    return dict(db.session.execute(query).all())
