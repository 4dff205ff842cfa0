"""Who reads in what tablets could not send."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import is_organizer
from judging.policies.panels import reads_it
from judging.queries.contests import contest_by_id

BRING_IN = Policy("ballot.import", reads_it, act=is_organizer, find=contest_by_id)
