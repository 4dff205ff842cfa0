"""Who may see, write and decide subsidy claims, and read their papers."""

from __future__ import annotations

from awards.models import Award, Claim, ClaimPaper
from awards.policies.schemes import own_body, reads_own
from awards.queries.claims import award_by, claim_by, paper_by
from awards.queries.schemes import is_settled
from contest.core.access import Policy, Rule
from contest.models import Role, User
from contest.policies import has_role, is_enterprise, oversees_it, runs_it


@Rule
def won_it(actor: User, award: Award) -> bool:
    """Hold for the people of the enterprise whose award was confirmed: before, it is nobody's."""
    return actor.organisation_id == award.enterprise_id and is_settled(award)


@Rule
def owns_claim(actor: User, claim: Claim) -> bool:
    """Hold for the people of the enterprise that claims."""
    return actor.organisation_id == claim.enterprise_id and is_enterprise(actor, claim)


@Rule
def was_submitted(_actor: User, claim: Claim) -> bool:
    """Hold once the claim was submitted: a draft is nobody's but its author's."""
    return claim.submitted_at is not None


reads_claim = owns_claim | ((runs_it | oversees_it) & was_submitted)


@Rule
def reads_paper(actor: User, paper: ClaimPaper) -> bool:
    """Hold for whoever reads the claim of the paper."""
    return reads_claim(actor, paper.claim)


@Rule
def owns_paper(actor: User, paper: ClaimPaper) -> bool:
    """Hold for the people whose claim the paper is of."""
    return owns_claim(actor, paper.claim)


def _paper(claim_id: int, claim_paper_id: int) -> ClaimPaper | None:
    return paper_by(claim_id, claim_paper_id)


LIST_CLAIMS = Policy("claim.list", has_role(Role.ENTERPRISE, Role.ORGANIZER, Role.SUPERVISOR))
EXPORT_CLAIMS = Policy("claim.export", reads_own, find=own_body)
BEGIN_CLAIM = Policy("claim.begin", won_it & is_enterprise, find=award_by)
VIEW_CLAIM = Policy("claim.view", reads_claim, find=claim_by)
EDIT_CLAIM = Policy("claim.edit", reads_claim, act=owns_claim, find=claim_by)
REVIEW_CLAIM = Policy("claim.review", reads_claim, act=runs_it & was_submitted, find=claim_by)
READ_CLAIM_PAPER = Policy("claim.file", reads_paper, find=_paper)
REMOVE_CLAIM_PAPER = Policy("claim.edit", reads_paper, act=owns_paper, find=_paper)
