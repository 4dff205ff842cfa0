"""Taking an award back: its seat and money are free again, and all that stood on it falls."""

from __future__ import annotations

from awards.certifying import AWARD_REVOKED, make_void
from awards.models import Award
from awards.queries.awards import award_of_entry
from awards.queries.certificates import valid_certificate
from awards.queries.payees import proposed_payee
from awards.queries.payments import planned_payouts
from awards.recovering import claim_back
from awards.states import AwardState, PayeeState, PaymentState
from awards.taking_back import end_policies
from contest import entry_ends
from contest.core import clock
from contest.models import Entry, User


def revoke_award(entry: Entry, reason: str, by: User) -> None:
    """Take back the entry's standing award, if it has one, for the reason its entry ended."""
    if award := award_of_entry(entry.id):
        take_back(award, reason, by=by, said=AWARD_REVOKED)


def take_back(award: Award, reason: str, *, by: User, said: str) -> None:
    """Revoke an award: its certificate is void, planned payments and policies end.

    ``said`` is the reason on the public pages of its certificate and listing. What was paid is
    claimed back on the same day, whether or not a second person has checked it yet.
    """
    award.state = AwardState.REVOKED
    award.revoked_at, award.revocation = clock.now(), reason
    if certificate := valid_certificate(award.id):
        make_void(certificate, said)
    for payment in planned_payouts(award.id):
        payment.state, payment.cancel_reason = PaymentState.CANCELLED, AWARD_REVOKED
    if payee := proposed_payee(award.id):
        payee.state = PayeeState.REPLACED
    end_policies(award, reason, said=said)
    claim_back(award, by=by)


def init_app() -> None:
    """Let every way out of a contest take the award with it."""
    entry_ends.consequences[:] = [revoke_award]
