"""Who may see a published result: the enterprise whose own entry it is, and nobody else."""

from __future__ import annotations

from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Entry, User
from contest.policies import is_enterprise
from judging.queries.results import result_of


def _published(entry_id: int) -> Entry | None:
    """Return the entry if its result is public; before that, nothing is to be found."""
    return db.session.get(Entry, entry_id) if result_of(entry_id) else None


@Rule
def own_entry(actor: User, entry: Entry) -> bool:
    """Hold where the visitor's enterprise made the entry."""
    return actor.organisation_id is not None and actor.organisation_id == entry.enterprise_id


LIST_RESULTS = Policy("result.list", is_enterprise)
VIEW_RESULT = Policy("result.view", is_enterprise & own_entry, find=_published)
