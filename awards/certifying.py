"""Issuing certificates, and making them void. Within an action."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import rfc8785
from flask import current_app

from awards.models import Award, Certificate
from awards.queries.certificates import next_sequence, valid_certificate
from awards.states import CertificateState
from contest.core import clock
from contest.core.db import db
from contest.core.signing import signed
from contest.models import User

CODE_LENGTH = 16
# Said on the public page, where the reason itself was never meant for the public.
AWARD_REVOKED = "所依据的奖励已撤销"


def certify(
    award: Award, *, by: User, title: str = "", replaces: Certificate | None = None
) -> Certificate:
    """Issue an award's certificate, whose content is signed; one that is valid is returned.

    ``title`` is what the entry is called on it, where that is not its own title.
    """
    if replaces is None and (found := valid_certificate(award.id)):
        return found
    contest = award.contest
    sequence = next_sequence(contest.body_id, contest.year)
    number = number_of(contest.year, sequence)
    told = signed(_content(award, number, title or award.entry.title))
    certificate = Certificate(
        contest_id=award.contest_id,
        award_id=award.id,
        body_id=contest.body_id,
        year=contest.year,
        sequence=sequence,
        number=number,
        code=code_of(told),
        content=told,
        issued_at=clock.now(),
        issued_by_id=by.id,
        replaces_id=replaces.id if replaces else None,
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def make_void(certificate: Certificate, reason: str) -> None:
    """Make a certificate void from now on; the reason is shown to everybody."""
    certificate.void_reason, certificate.voided_at = reason, clock.now()
    certificate.state = CertificateState.VOID
    db.session.flush()


def number_of(year: int, sequence: int) -> str:
    """Return a certificate's number by the installation's rule."""
    rule: str = current_app.config["CERTIFICATE_NUMBER"]
    return rule.format(year=year, seq=sequence)


def code_of(told: dict[str, Any]) -> str:
    """Return the code of a signed content: nobody finds one by trying."""
    return sha256(rfc8785.dumps(told)).hexdigest()[:CODE_LENGTH]


def _content(award: Award, number: str, title: str) -> dict[str, Any]:
    contest = award.contest
    return {
        "certificate": number,
        "issuer": contest.body.name,
        "contest": contest.name,
        "challenge": award.entry.challenge.title,
        "entry": title,
        "enterprise": award.enterprise.name,
        "prize": award.prize.name,
        "issued_on": clock.local(clock.now()).date().isoformat(),
    }
