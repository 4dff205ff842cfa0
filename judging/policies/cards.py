"""Who may read of the tablets of a contest's judges, and print their cards."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import is_organizer
from judging.policies.panels import reads_it
from judging.queries.contests import contest_by_id

VIEW_TABLETS = Policy("tablet.list", reads_it, find=contest_by_id)
PRINT_CARDS = Policy("card.print", reads_it, act=is_organizer, find=contest_by_id)
