"""Who may record credit checks and read their printed records."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import oversees_it, runs_it
from contest.policies.screening import SCREEN_ENTRY
from contest.queries.credit import credit_check_by

RECORD_CREDIT = Policy(
    "credit.record", SCREEN_ENTRY.see, act=SCREEN_ENTRY.act, find=SCREEN_ENTRY.find
)
READ_CREDIT = Policy("credit.read", runs_it | oversees_it, find=credit_check_by)
