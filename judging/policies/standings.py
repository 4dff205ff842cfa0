"""Who may see standings and what made them: the organizer who runs the contest, its supervisor."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from contest.core.access import Policy, Rule
from contest.core.db import db
from contest.models import Contest, Entry, Role, User
from contest.policies import has_role, is_organizer, is_real, oversees_it, runs_it
from judging.models import Edition, Standing
from judging.queries.counted import has_marked
from judging.queries.editions import edition_by


def _contest(contest_id: int) -> Contest | None:
    return db.session.get(Contest, contest_id)


def _standing(edition_id: int, entry_id: int) -> Standing | None:
    together = (
        joinedload(Standing.edition).joinedload(Edition.contest),
        joinedload(Standing.edition).joinedload(Edition.rule_sheet),
        joinedload(Standing.entry).joinedload(Entry.enterprise),
        joinedload(Standing.entry).joinedload(Entry.challenge),
    )
    return db.session.get(Standing, (edition_id, entry_id), options=together)


@Rule
def reads_its_edition(actor: User, standing: Standing) -> bool:
    """Hold where the visitor may see the edition that the standing is in."""
    return VIEW_EDITION.see(actor, standing.edition)


def _marked_by(edition_id: int, user_id: int) -> Edition | None:
    """Return the edition of an address that names one of its contest's judges too."""
    edition = edition_by(edition_id)
    return edition if edition and has_marked(edition.contest_id, user_id) else None


VIEW_NEWEST = Policy("standings.newest", has_role(Role.ORGANIZER, Role.SUPERVISOR))
VIEW_STANDINGS = Policy("standings.view", runs_it | oversees_it, find=_contest)
COMPUTE_EDITION = Policy(
    "edition.compute", VIEW_STANDINGS.see, act=is_organizer & is_real, find=_contest
)
VIEW_EDITION = Policy("edition.view", runs_it | oversees_it, find=edition_by)
PUBLISH_EDITION = Policy(
    "edition.publish", VIEW_EDITION.see, act=is_organizer & is_real, find=edition_by
)
DECIDE_TIE = Policy("tie.decide", VIEW_EDITION.see, act=is_organizer, find=edition_by)
EXPLAIN_ENTRY = Policy("standing.explain", reads_its_edition, find=_standing)
VIEW_JUDGE = Policy("standing.view", VIEW_EDITION.see, find=_marked_by)
