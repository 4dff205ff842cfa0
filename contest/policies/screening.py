"""Who may screen entries: the organizer runs it, the supervisor reads it."""

from __future__ import annotations

from contest.core.access import Policy
from contest.models import Role
from contest.policies import has_role, is_organizer, oversees_it, runs_it
from contest.policies.entries import was_submitted
from contest.queries.entries import contest_by, entry_by

reads_screening = (runs_it | oversees_it) & was_submitted

LIST_SCREENING = Policy("screening.list", has_role(Role.ORGANIZER, Role.SUPERVISOR))
BROWSE_ENTRIES = Policy("screening.browse", runs_it | oversees_it, find=contest_by)
VIEW_SCREENING = Policy("screening.view", reads_screening, find=entry_by)
SCREEN_ENTRY = Policy("screening.decide", reads_screening, act=is_organizer, find=entry_by)
