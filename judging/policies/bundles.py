"""Who may take a contest's bundle away, and who with the names behind its numbers."""

from __future__ import annotations

from contest.core.access import Policy
from contest.policies import is_real, oversees_it, runs_it
from judging.queries.contests import contest_by_id

VIEW_BUNDLE = Policy("bundle.view", runs_it | oversees_it, find=contest_by_id)
EXPORT_BUNDLE = Policy("bundle.export", VIEW_BUNDLE.see, act=is_real, find=contest_by_id)
# Only who runs the contest knows for what the names are needed, and says it.
OPEN_PEOPLE = Policy("bundle.open", runs_it, act=is_real, find=contest_by_id)
