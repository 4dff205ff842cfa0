"""Who nominates winners for the key R&D plan, and decides on nominations."""

from __future__ import annotations

from awards.policies.catalogue import award_by, own_body
from awards.queries.nominations import nomination_by
from contest.core.access import Policy
from contest.policies import oversees_it, runs_it
from contest.policies.people import oversees_body, runs_body

LIST_NOMINATIONS = Policy("nominations.list", runs_body | oversees_body, find=own_body)
NOMINATE = Policy("nomination.propose", runs_it | oversees_it, act=runs_it, find=award_by)
VIEW_NOMINATION = Policy("nomination.view", runs_it | oversees_it, find=nomination_by)
DECIDE_NOMINATION = Policy(
    "nomination.decide", VIEW_NOMINATION.see, act=runs_it, find=nomination_by
)
