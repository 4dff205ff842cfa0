"""Who may see, issue and take away certificates, and take an announced award back."""

from __future__ import annotations

from awards.models import Award, Certificate, Revocation
from awards.policies.payees import won_it
from awards.queries.certificates import award_by, certificate_by
from awards.queries.revocations import revocation_by
from contest.core.access import Policy, Rule
from contest.models import User
from contest.policies import oversees_it, runs_it


def _award(award_id: int) -> Award | None:
    return award_by(award_id)


def _certificate(certificate_id: int) -> Certificate | None:
    return certificate_by(certificate_id)


def _revocation(revocation_id: int) -> Revocation | None:
    return revocation_by(revocation_id)


@Rule
def is_certified(actor: User, certificate: Certificate) -> bool:
    """Hold for the people of the enterprise that the certificate names."""
    return won_it(actor, certificate.award)


VIEW_CERTIFICATES = Policy("certificate.view", runs_it | oversees_it | won_it, find=_award)
ISSUE_CERTIFICATE = Policy("certificate.issue", VIEW_CERTIFICATES.see, act=runs_it, find=_award)
READ_CERTIFICATE = Policy(
    "certificate.read", runs_it | oversees_it | is_certified, find=_certificate
)
REISSUE_CERTIFICATE = Policy(
    "certificate.reissue", READ_CERTIFICATE.see, act=runs_it, find=_certificate
)
VIEW_REVOCATION = Policy("revocation.view", runs_it | oversees_it, find=_award)
PROPOSE_REVOCATION = Policy("revocation.propose", VIEW_REVOCATION.see, act=runs_it, find=_award)
DECIDE_REVOCATION = Policy(
    "revocation.decide", runs_it | oversees_it, act=runs_it, find=_revocation
)
