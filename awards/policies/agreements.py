"""Who may draft, revise and sign task agreements."""

from __future__ import annotations

from awards.policies.cases import VIEW_CASE, concerns
from awards.policies.deliveries import takes_part
from awards.queries.agreements import agreement_by, version_by
from awards.queries.cases import award_by
from contest.core.access import Policy
from contest.policies import runs_it

DRAFT_AGREEMENT = Policy("agreement.draft", VIEW_CASE.see, act=runs_it, find=award_by)
VIEW_AGREEMENT = Policy("agreement.view", concerns, find=agreement_by)
REVISE_AGREEMENT = Policy("agreement.revise", concerns, act=takes_part, find=agreement_by)
SIGN_AGREEMENT = Policy("agreement.sign", concerns, act=runs_it, find=agreement_by)
VIEW_VERSION = Policy("agreement.view", concerns, find=version_by)
