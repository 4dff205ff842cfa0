"""Who may see, write and screen entries."""

from __future__ import annotations

from typing import Any

from contest.core.access import Policy, Rule
from contest.models import Challenge, Entry, User
from contest.policies import is_enterprise, is_issuer, oversees_it, runs_it
from contest.queries.entries import challenge_by, contest_by, entry_by
from contest.rules import PUBLIC_CHALLENGES, is_public


@Rule
def owns_entry(actor: User, entry: Entry) -> bool:
    """Hold for the people of the enterprise that entered."""
    return actor.organisation_id == entry.enterprise_id and is_enterprise(actor, entry)


@Rule
def was_submitted(_actor: User, entry: Entry) -> bool:
    """Hold once the entry was submitted: a draft is nobody's but its author's."""
    return entry.submitted_at is not None


@Rule
def issued_it(actor: User, challenge: Challenge) -> bool:
    """Hold for the people of the challenge's issuer."""
    return actor.organisation_id == challenge.issuer_id and is_issuer(actor, challenge)


@Rule
def is_published(_actor: Any, challenge: Challenge) -> bool:
    """Hold for a challenge that everybody may see."""
    return challenge.state in PUBLIC_CHALLENGES and is_public(challenge.contest)


organizes_entry = runs_it & was_submitted
reads_entry = owns_entry | ((runs_it | oversees_it) & was_submitted)

LIST_OWN_ENTRIES = Policy("entry.list_own", is_enterprise)
ENTER_CHALLENGE = Policy("entry.enter", is_published, act=is_enterprise, find=challenge_by)
VIEW_ENTRY = Policy("entry.view", reads_entry, find=entry_by)
EDIT_ENTRY = Policy("entry.edit", reads_entry, act=owns_entry, find=entry_by)
LIST_CHALLENGE_ENTRIES = Policy(
    "entry.list_of_challenge", issued_it | runs_it | oversees_it, find=challenge_by
)
LIST_CONTEST_ENTRIES = Policy("entry.list_of_contest", runs_it | oversees_it, find=contest_by)
